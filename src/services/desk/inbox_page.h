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
  bool with_map = false;  // beside the list
};

web::Response inbox_page(Call const& call, InboxView const& view);
/// The points of what a filter finds, for the moving map: "/desk/map.geojson?…".
std::string inbox_dots_path(InboxFilter const& filter);
/// The address of the inbox with these filters; `after` is the key of the next page.
std::string inbox_path(InboxFilter const& filter, std::string_view after = {});

}  // namespace cityhall
