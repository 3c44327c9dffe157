#include "base/json.h"
#include "kernel/city.h"
#include "kernel/events/event.h"
#include "kernel/events/rows.h"
#include "store/transaction.h"

namespace cityhall {
namespace {

template <class IdType>
std::optional<IdType> if_any(IdType id) {
  return id ? std::optional{id} : std::nullopt;
}

void tell_after_commit(Unit& unit, Event event) {
  unit.tx.after_commit([&city = unit.city, event = std::move(event)] {
    if (city.on_events) city.on_events({&event, 1});
    city.wake_jobs();
  });
}

}  // namespace

void insert_event(Unit& unit, Event const& event) {
  unit.tx.run(
      R"sql(INSERT INTO events (id, at, type, case_id, task_id, party_id, crew_id, actor_kind, account_id, key_id, actor_name, data)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12))sql",
      event.id, event.at, event.type, if_any(event.subject.case_id), if_any(event.subject.task_id), if_any(event.subject.party_id),
      if_any(event.subject.crew_id), static_cast<int>(event.actor_kind), if_any(event.account), if_any(event.key), event.actor_name,
      event.data);
}

Event new_event(Unit& unit, std::string_view type, EventSubject subject) {
  return {.id = unit.city.ids().make<EventId>(),
          .at = unit.now,
          .type = std::string{type},
          .subject = subject,
          .actor_kind = unit.actor.kind,
          .account = unit.actor.account,
          .key = unit.actor.key,
          .actor_name = unit.actor.name};
}

EventId append(Unit& unit, std::string_view type, EventSubject subject, Json const& data) {
  auto event = new_event(unit, type, subject);
  event.data = to_text(data);
  auto const id = event.id;
  append_event(unit, std::move(event));
  return id;
}

void append_event(Unit& unit, Event event) {
  insert_event(unit, event);
  tell_after_commit(unit, std::move(event));
}

Event event_from(store::Row const& row) {
  auto const [id, at, type, case_id, task_id, party_id, crew_id, kind, account, key, name, data] =
      row.as<EventId, Time, std::string, std::optional<CaseId>, std::optional<TaskId>, std::optional<PartyId>, std::optional<CrewId>, int,
             std::optional<AccountId>, std::optional<ApiKeyId>, std::string, std::string>();
  return {.id = id,
          .at = at,
          .type = type,
          .subject = {.case_id = case_id.value_or(CaseId{}),
                      .task_id = task_id.value_or(TaskId{}),
                      .party_id = party_id.value_or(PartyId{}),
                      .crew_id = crew_id.value_or(CrewId{})},
          .actor_kind = static_cast<ActorKind>(kind),
          .account = account.value_or(AccountId{}),
          .key = key.value_or(ApiKeyId{}),
          .actor_name = name,
          .data = data};
}

std::vector<Event> events_of(View const& view, CaseId case_id) {
  std::vector<Event> events;
  for (auto const row : view.reader.query(
           R"sql(SELECT id, at, type, case_id, task_id, party_id, crew_id, actor_kind, account_id, key_id, actor_name, data
                 FROM events WHERE case_id = $1 ORDER BY id)sql",
           case_id))
    events.push_back(event_from(row));
  return events;
}

std::vector<Event> events_after(View const& view, EventId last, std::size_t most) {
  std::vector<Event> events;
  for (auto const row : view.reader.query(
           R"sql(SELECT id, at, type, case_id, task_id, party_id, crew_id, actor_kind, account_id, key_id, actor_name, data
                 FROM events WHERE id > $1 ORDER BY id LIMIT $2)sql",
           last, static_cast<std::int64_t>(most)))
    events.push_back(event_from(row));
  return events;
}

std::optional<Event> event_by_id(store::Reader& reader, EventId id) {
  for (auto const row : reader.query(
           R"sql(SELECT id, at, type, case_id, task_id, party_id, crew_id, actor_kind, account_id, key_id, actor_name, data
                 FROM events WHERE id = $1)sql",
           id))
    return event_from(row);
  return std::nullopt;
}

EventId newest_event(store::Reader& reader) {
  return reader.maybe_value<EventId>(R"sql(SELECT id FROM events ORDER BY id DESC LIMIT 1)sql").value_or(EventId{});
}

}  // namespace cityhall
