#include "services/desk/inbox_handlers.h"

#include <algorithm>
#include <array>

#include "kernel/events/rows.h"
#include "services/desk/asked_case.h"
#include "services/desk/inbox_page.h"
#include "services/page/live.h"
#include "services/page/map_dots.h"
#include "services/module.h"

namespace cityhall {
namespace {

bool may_open(Call const& call, std::string_view path) {
  auto const& menu = call.around.menu;
  return std::any_of(menu.begin(), menu.end(),
                     [&](MenuEntry const& entry) { return entry.path == path && call.actor.may(entry.permission); });
}

}  // namespace

web::Response show_inbox(Call& call) {
  auto const& query = call.request.query;
  auto view = asked_inbox(query);
  view.page = inbox(call.view(), view.filter, {.after = std::string{query.get("after")}}, call.language);
  view.queues = queue_counts(call.view(), call.now);
  view.saved = saved_views(call.view(), view.filter.queue);
  view.staff = assignable(call);
  view.has_parcels = knows_parcels(call.view());
  view.heard_until = newest_event(call.reader);
  if (!view.filter.parcel.empty()) view.parcels = parcels_by_number(call.view(), view.filter.parcel);
  return inbox_page(call, view);
}

web::Response show_inbox_dots(Call& call) {
  constexpr std::size_t dots_most = 5000;
  auto const filter = asked_inbox(call.request.query).filter;
  std::vector<MapDot> dots;
  PageKey key{.size = 200};
  do {
    auto const found = inbox(call.view(), filter, key, call.language);
    for (auto const& row : found.rows)
      if (row.point) dots.push_back({*row.point, row.number, row.title, row.status == CaseStatus::open});
    key.after = found.next;
  } while (!key.after.empty() && dots.size() < dots_most);
  auto response = map_dots(dots);
  web::no_store(response);
  return response;
}

web::Response desk_live(Call& call) { return desk_stream(call); }

web::Response lead_to_work(Call& call) {
  if (call.actor.kind == ActorKind::resident) return web::see_other("/my-requests");
  // What a role mostly works with, as far as this city's menu has it.
  constexpr std::array<std::pair<std::string_view, std::string_view>, 3> places{
      {{"crew", "/field"}, {"administrator", "/admin"}, {"manager", "/desk/overview"}}};
  for (auto const& [role, path] : places)
    if (call.actor.has_role(role) && may_open(call, path)) return web::see_other(std::string{path});
  return web::see_other("/desk");
}

}  // namespace cityhall
