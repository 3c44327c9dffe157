#pragma once
// The inbox.

#include <vector>

#include "kernel/accounts/account.h"
#include "kernel/cases/inbox.h"
#include "kernel/parcels/parcel.h"
#include "services/desk/saved_view.h"
#include "services/page/page.h"

namespace cityhall {

struct InboxView {
  InboxFilter filter{};
  InboxPage page{};
  std::vector<QueueCount> queues{};
  std::vector<Parcel> parcels{};  // that the filter names
  bool has_parcels = false;       // the city knows parcels, so that one can be asked for
  bool first_page = true;
  EventId heard_until{};  // the newest event that the list knows of
  bool with_map = false;               // beside the list
  std::vector<std::string> columns{};  // those that were chosen; empty: the usual ones
  std::vector<SavedView> saved{};
  std::vector<Account> staff{};  // to whom work is assigned
};

/// What an address of the inbox asks for: filters, columns, map. Words that it does not know are left out.
InboxView asked_inbox(web::Parameters const& query);
/// The one address of a list, whatever was typed.
std::string canonical_inbox_path(web::Parameters const& query);

web::Response inbox_page(Call const& call, InboxView const& view);
/// The points of what a filter finds, for the moving map: "/desk/map.geojson?…".
std::string inbox_dots_path(InboxFilter const& filter);
/// The address of the inbox with these filters; `after` is the key of the next page.
std::string inbox_path(InboxFilter const& filter, std::string_view after = {});

}  // namespace cityhall
