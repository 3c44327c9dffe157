#include "services/admin/events_handlers.h"

#include <algorithm>

#include "base/text.h"
#include "kernel/accounts/account.h"
#include "kernel/cases/case.h"
#include "services/admin/events_pages.h"

namespace cityhall {
namespace {

/// Looks up whom and which request the filter names; the trail may be read without the permission to see either.
void resolve(Call const& call, EventsView& view) {
  auto const finder = system_actor("admin");
  View const all{call.city, call.reader, finder};
  if (view.actor.find('@') == std::string::npos) view.filter.actor = view.actor;
  else if (auto const account = find_account(all, view.actor)) view.filter.account = account->id;
  else view.notice = call.text(_("Nobody has the e-mail address {email}.").with("email", view.actor));
  if (view.number.empty()) return;
  try {
    view.filter.case_id = case_by_number(all, view.number).id;
  } catch (Refusal const&) {
    view.notice = call.text(_("There is no request {number}.").with("number", view.number));
  }
}

void name_requests(Call const& call, EventsView& view) {
  auto const finder = system_actor("admin");
  View const all{call.city, call.reader, finder};
  for (auto const& event : view.events) {
    auto const [number, fresh] = view.numbers.try_emplace(event.subject.case_id);
    if (fresh && event.subject.case_id) number->second = load_case(all, event.subject.case_id).number;
  }
  view.numbers.erase(CaseId{});
}

}  // namespace

web::Response show_events(Call& call) {
  auto const& query = call.request.query;
  EventsView view{.filter = {.type = std::string{trim(query.get("type"))}, .before = EventId{parse_id(query.get("before"))}},
                  .actor = std::string{trim(query.get("actor"))},
                  .number = std::string{trim(query.get("number"))}};
  if (auto const days = parse_id(query.get("days")); days > 0) view.days = static_cast<int>(std::min<std::int64_t>(days, 3650));
  view.filter.since = call.now - std::chrono::days{view.days};
  resolve(call, view);
  if (view.notice.empty()) view.events = newest_events(call.view(), view.filter);
  name_requests(call, view);
  return events_page(call, view);
}

}  // namespace cityhall
