#include "services/admin/events_handlers.h"

#include <algorithm>

#include "base/text.h"
#include "kernel/accounts/account.h"
#include "kernel/cases/case.h"
#include "kernel/cases/removed.h"
#include "services/admin/events_pages.h"
#include "standards/csv.h"

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
  if (auto const removed = removed_case(all, view.number)) {
    view.filter.case_id = removed->id;
    return;
  }
  try {
    view.filter.case_id = case_by_number(all, view.number).id;
  } catch (Refusal const&) {
    view.notice = call.text(_("There is no request {number}.").with("number", view.number));
  }
}

/// Whole days of the city. A page further on begins at its own event, not at the end of the last day.
void take_dates(Call const& call, EventsView& view) {
  auto const zone = call.city.zone();
  auto const& query = call.request.query;
  view.since = query.has("since") || view.filter.before
                   ? std::string{trim(query.get("since"))}
                   : to_iso(Date{std::chrono::sys_days{zone.date_of(call.now)} - std::chrono::days{EventsView::days_shown}});
  view.until = trim(query.get("until"));
  auto const day = [&](std::string const& text) {
    auto const date = parse_date(text);
    if (!text.empty() && !date) view.notice = call.text(_("{date} is not a date such as 2027-01-01.").with("date", text));
    return date;
  };
  if (auto const first = day(view.since)) view.filter.since = zone.midnight(std::chrono::sys_days{*first});
  if (auto const last = day(view.until); last && !view.filter.before)
    view.filter.before = EventId{least_id_at(zone.midnight(std::chrono::sys_days{*last} + std::chrono::days{1}))};
}

/// The names of the requests and people that the events are about.
void name_subjects(Call const& call, EventsView& view) {
  auto const finder = system_actor("admin");
  View const all{call.city, call.reader, finder};
  for (auto const& event : view.events) {
    auto const [number, fresh] = view.numbers.try_emplace(event.subject.case_id);
    if (fresh && event.subject.case_id) number->second = load_case(all, event.subject.case_id).number;
    auto const [name, unknown] = view.people.try_emplace(account_told_of(event));
    if (unknown) name->second = account_name(call.reader, name->first);
  }
  view.numbers.erase(CaseId{});
}

EventsView asked_events(Call const& call) {
  auto const& query = call.request.query;
  EventsView view{.filter = {.type = std::string{trim(query.get("type"))},
                             .data = std::string{trim(query.get("data"))},
                             .before = EventId{parse_id(query.get("before"))}},
                  .actor = std::string{trim(query.get("actor"))},
                  .number = std::string{trim(query.get("number"))}};
  take_dates(call, view);
  resolve(call, view);
  return view;
}

constexpr std::size_t exported_most = 20'000;

}  // namespace

web::Response show_events(Call& call) {
  auto view = asked_events(call);
  if (view.notice.empty()) view.events = newest_events(call.view(), view.filter);
  name_subjects(call, view);
  return events_page(call, view);
}

web::Response export_events(Call& call) {
  auto view = asked_events(call);
  std::string text;
  standards::append_csv_row(text, {"at", "event", "kind of actor", "who", "request", "details", "id", "about"});
  view.filter.most = 500;
  auto const zone = call.city.zone();
  for (std::size_t count = 0; view.notice.empty() && count < exported_most; count += view.filter.most) {
    view.events = newest_events(call.view(), view.filter);
    name_subjects(call, view);
    for (auto const& event : view.events)
      standards::append_csv_row(
          text,
          {zone.to_rfc3339(event.at), event.type, call.text(actor_kind_words(event.actor_kind)), event.actor_name,
           event.subject.case_id ? view.numbers.at(event.subject.case_id) : std::string{}, event.data, to_text(event.id),
           person_told_of(view, event)},
          standards::CsvCells::spreadsheet);
    if (view.events.size() < view.filter.most) break;
    view.filter.before = view.events.back().id;
  }
  web::Response response{.body = std::move(text)};
  response.headers.set("Content-Type", "text/csv; charset=utf-8");
  web::set_download_name(response, "audit-trail.csv");
  web::no_store(response);
  return response;
}

}  // namespace cityhall
