#pragma once
// Acts on many requests at once: the look before, and the result with its undo.

#include <vector>

#include "kernel/accounts/account.h"
#include "kernel/casework/bulk.h"
#include "kernel/cases/inbox.h"
#include "services/page/page.h"

namespace cityhall {

struct BulkChoice {
  InboxRow row{};
  std::optional<Message> obstacle{};
};

struct BulkPreview {
  BulkKind kind = BulkKind::assign;
  std::vector<BulkChoice> choices{};
  std::vector<Account> staff{};  // who may be assigned
  web::Entered entered{};
  int status = 200;
};
web::Response bulk_preview_page(Call const& call, BulkPreview const& view);
web::Response bulk_result_page(Call const& call, BulkRecord const& record);

/// Below the inbox: what to do with the chosen rows.
web::Html bulk_bar(Call const& call);

}  // namespace cityhall
