#include "services/api/history.h"

#include <algorithm>
#include <array>

#include "base/json.h"
#include "base/refusal.h"
#include "kernel/cases/case.h"
#include "services/api/words.h"

namespace cityhall {

using namespace web;

namespace {

std::string_view kind_word(ActorKind kind) {
  constexpr std::array<std::string_view, 5> words{"anonymous", "resident", "staff", "key", "program"};
  return words.at(static_cast<std::size_t>(kind));
}

Json data_of(Event const& event) {
  auto parsed = parse_json(event.data);
  return parsed ? *parsed : Json::object();
}

}  // namespace

Record<Event> const& answer_record(Event const*) {
  static Record<Event> const record{
      "Event",
      {member("id", &Event::id).says("Grows with time."), member("at", &Event::at), member("type", &Event::type).says("case.closed"),
       told<Event>("case", [](Event const& event) { return event.subject.case_id; }),
       told<Event>("task", [](Event const& event) { return event.subject.task_id; }),
       told<Event>("party", [](Event const& event) { return event.subject.party_id; }),
       told<Event>("crew", [](Event const& event) { return event.subject.crew_id; }),
       told<Event>("actor_kind", [](Event const& event) { return kind_word(event.actor_kind); })
           .one_of({"anonymous", "resident", "staff", "key", "program"}),
       member("account", &Event::account), member("key", &Event::key), member("actor_name", &Event::actor_name),
       told<Event>("data", data_of).says("What the event says; an object that depends on the type.")}};
  return record;
}

Record<Notice> const& answer_record(Notice const*) {
  static Record<Notice> const record{
      "Notice",
      {member("id", &Notice::id), member("template", &Notice::template_name), member("email", &Notice::email),
       member("language", &Notice::language), member("case", &Notice::case_id),
       told<Notice>("state", [](Notice const& notice) { return api::notice_states().at(static_cast<std::size_t>(notice.state)); })
           .one_of(api::notice_states()),
       member("attempts", &Notice::attempts), member("queued", &Notice::queued), member("due", &Notice::due).says("The next attempt."),
       member("sent", &Notice::sent), member("fault", &Notice::fault).says("The mail server's last answer.")}};
  return record;
}

namespace api {
namespace {

CaseId case_named(Call const& call, std::string const& number) {
  auto const id = case_id_by_number(call.view(), number);
  if (!id) throw invalid_fields({{"number", "unknown", _("There is no request {number}.").with("number", number)}});
  return *id;
}

/// Oldest first, from a moment on: how another system keeps up. A cursor always comes back, so that it may be asked again later.
ListPage<Event> events_onward(Call& call, EventQuery const& query) {
  require(call.actor, "admin.audit");
  auto const after = query.cursor.empty() ? EventId{query.since ? std::max<std::int64_t>(least_id_at(*query.since) - 1, 0) : 0}
                                          : EventId{id_of_cursor(query.cursor)};
  ListPage<Event> page{.items = events_after(call.view(), after, static_cast<std::size_t>(query.limit))};
  auto const last = page.items.empty() ? after : page.items.back().id;
  if (last) page.next = cursor_of(to_text(last));
  std::erase_if(page.items, [&](Event const& event) {
    auto const whole = query.type.find('.') != std::string::npos;
    return !query.type.empty() && (whole ? event.type != query.type : !event.type.starts_with(query.type + "."));
  });
  return page;
}

ListPage<Event> list_events(Call& call, EventQuery const& query) {
  if (query.order == "oldest") return events_onward(call, query);
  AuditFilter filter{.type = query.type,
                     .actor = query.actor,
                     .before = EventId{id_of_cursor(query.cursor)},
                     .most = static_cast<std::size_t>(query.limit)};
  if (query.since) filter.since = *query.since;
  if (!query.number.empty()) filter.case_id = case_named(call, query.number);
  ListPage<Event> page{.items = newest_events(call.view(), filter)};
  if (page.items.size() == filter.most) page.next = cursor_of(to_text(page.items.back().id));
  return page;
}

ListPage<Notice> list_notices(Call& call, NoticeQuery const& query) {
  NoticeFilter filter{.before = NoticeId{id_of_cursor(query.cursor)}, .most = static_cast<std::size_t>(query.limit)};
  auto const states = notice_states();
  auto const state = std::find(states.begin(), states.end(), query.state);
  if (state != states.end()) filter.state = static_cast<NoticeState>(state - states.begin());
  if (!query.number.empty()) filter.case_id = case_named(call, query.number);
  ListPage<Notice> page{.items = notices(call.view(), filter)};
  if (page.items.size() == filter.most) page.next = cursor_of(to_text(page.items.back().id));
  return page;
}

void create_sending(Call& call) {
  auto unit = call.unit();
  resend_notice(unit, NoticeId{parse_id(call.path_value("notice"))});
}

}  // namespace

Record<EventQuery> const& body_record(EventQuery const*) {
  static Record<EventQuery> const record{
      "",
      {member("type", &EventQuery::type).most(80).says("case.closed, or case for all of its events."),
       member("actor", &EventQuery::actor).most(200).says("Part of a name; newest first only."),
       member("number", &EventQuery::number).most(40).says("Of a case; newest first only."), member("since", &EventQuery::since),
       member("order", &EventQuery::order)
           .one_of({"newest", "oldest"})
           .says("oldest: to follow; `next` is always there, ask again with it later."),
       cursor_member<EventQuery>(), limit_member<EventQuery>()}};
  return record;
}

Record<NoticeQuery> const& body_record(NoticeQuery const*) {
  static Record<NoticeQuery> const record{
      "",
      {member("state", &NoticeQuery::state).one_of(notice_states()), member("number", &NoticeQuery::number).most(40).says("Of a case."),
       cursor_member<NoticeQuery>(), limit_member<NoticeQuery>()}};
  return record;
}

std::vector<Route> history_routes() {
  using enum Method;
  return {endpoint<list_events>(GET, "/api/v1/events", "admin.audit",
                                {"Events", _("What happened"), "Everything that anybody changed, sealed by a hash chain."}),
          endpoint<list_notices>(GET, "/api/v1/notices", "admin.notices", {"Notices", _("Mails to people, latest first")}),
          endpoint<create_sending>(POST, "/api/v1/notices/{notice}/sending", "admin.notices", {"Notices", _("Send a mail again")})};
}

}  // namespace api
}  // namespace cityhall
