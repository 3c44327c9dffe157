#pragma once
// The inbox.

#include <vector>

#include "kernel/cases/inbox.h"
#include "services/page/page.h"

namespace cityhall {

struct InboxView {
  InboxFilter filter{};
  InboxPage page{};
  std::vector<QueueCount> queues{};
  bool first_page = true;
};

web::Response inbox_page(Call const& call, InboxView const& view);
/// The address of the inbox with these filters; `after` is the key of the next page.
std::string inbox_path(InboxFilter const& filter, std::string_view after = {});

}  // namespace cityhall
