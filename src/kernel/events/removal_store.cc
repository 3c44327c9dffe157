#include "kernel/events/removal.h"

#include "base/crypto.h"
#include "base/json.h"
#include "kernel/city.h"
#include "kernel/events/rows.h"
#include "store/transaction.h"

namespace cityhall {
namespace {

/// What is left of an event: nothing that names or quotes anybody. Staff are known by their account.
Event rest_of(Event event) {
  event.subject.party_id = {};
  if (event.actor_kind != ActorKind::staff) event.account = {};
  event.actor_name.clear();
  event.data = "{}";
  return event;
}

bool was_emptied(store::Reader& reader, EventId id) {
  return reader.maybe_value<EventId>(R"sql(SELECT event_id FROM event_removals WHERE event_id = $1)sql", id).has_value();
}

void empty_event(Unit& unit, Event const& event, EventId removal) {
  auto const rest = rest_of(event);
  auto const account = rest.account ? std::optional{rest.account} : std::nullopt;
  unit.tx.run(R"sql(UPDATE events SET party_id = NULL, account_id = $2, actor_name = '', data = '{}' WHERE id = $1)sql", event.id, account);
  unit.tx.run(R"sql(INSERT INTO event_removals (event_id, removal_id, rest) VALUES ($1, $2, $3))sql", event.id, removal,
              store::BlobView{sha256(canonical_bytes(rest))});
}

struct Rests {
  std::size_t events = 0;
  std::string digest{};  // hex
};

Rests rests_of(store::Reader& reader, EventId removal) {
  Rests rests;
  std::string all;
  for (auto const row :
       reader.query(R"sql(SELECT event_id, rest FROM event_removals WHERE removal_id = $1 ORDER BY event_id)sql", removal)) {
    ++rests.events;
    ((all += to_text(row.get<EventId>(0))) += ':') += row.get<store::Blob>(1).bytes;
  }
  rests.digest = sha256_hex(all);
  return rests;
}

}  // namespace

EventId append_removal(Unit& unit, RemovalTold const& telling, std::span<EventId const> events) {
  auto told = new_event(unit, telling.type, telling.subject);
  for (auto const id : events)
    if (auto const event = event_by_id(unit.tx, id); event && !was_emptied(unit.tx, id)) empty_event(unit, *event, told.id);
  auto const rests = rests_of(unit.tx, told.id);
  auto data = telling.data;
  data["events"] = rests.events;
  data["digest"] = rests.digest;
  told.data = to_text(data);
  auto const id = told.id;
  append_event(unit, std::move(told));
  return id;
}

std::vector<Event> events_emptied_by(store::Reader& reader, EventId removal) {
  std::vector<Event> left;
  for (auto const id :
       reader.values<EventId>(R"sql(SELECT event_id FROM event_removals WHERE removal_id = $1 ORDER BY event_id)sql", removal))
    if (auto event = event_by_id(reader, id)) left.push_back(std::move(*event));
  return left;
}

std::vector<CaseId> cases_forgotten_by(store::Reader& reader, EventId erased) {
  return reader.values<CaseId>(R"sql(SELECT events.case_id FROM event_removals JOIN events ON events.id = event_removals.event_id
                                     WHERE removal_id = $1 AND type = 'case.opened' AND events.case_id IS NOT NULL)sql",
                               erased);
}

std::vector<EmptiedEvent> emptied_events(store::Reader& reader, EventId after, EventId last) {
  std::vector<EmptiedEvent> emptied;
  for (auto const row : reader.query(
           R"sql(SELECT event_id, removal_id, rest FROM event_removals WHERE event_id > $1 AND event_id <= $2 ORDER BY event_id)sql", after,
           last))
    emptied.push_back({row.get<EventId>(0), row.get<EventId>(1), row.get<store::Blob>(2).bytes});
  return emptied;
}

bool seals_its_rests(store::Reader& reader, EventId removal) {
  auto const told = event_by_id(reader, removal);
  if (!told) return false;
  auto const data = parse_json(told->data);
  if (!data || !data->is_object()) return false;
  auto const rests = rests_of(reader, removal);
  auto const events = data->find("events");
  return events != data->end() && *events == rests.events && text_of(*data, "digest") == rests.digest;
}

}  // namespace cityhall
