#include <algorithm>

#include "base/json.h"
#include "base/refusal.h"
#include "kernel/cases/case.h"
#include "kernel/city.h"
#include "kernel/events/removal.h"
#include "services/hooks/hook_store.h"

namespace cityhall {
namespace {

void add_subject(Json& json, std::string_view name, std::int64_t id) {
  if (id != 0) json[std::string{name}] = std::to_string(id);
}

Json event_json(Event const& event) {
  Json json{{"id", to_text(event.id)}, {"type", event.type}, {"at", to_rfc3339(event.at)}};
  add_subject(json, "case", event.subject.case_id.value);
  add_subject(json, "task", event.subject.task_id.value);
  add_subject(json, "party", event.subject.party_id.value);
  add_subject(json, "crew", event.subject.crew_id.value);
  json["actor"] = event.actor_name;
  auto const data = parse_json(event.data);
  json["data"] = data ? *data : Json::object();
  return json;
}

/// The case as it is now, so that most receivers need not ask.
Json case_json(City& city, Case const& report) {
  Json json{
      {"id", to_text(report.id)}, {"number", report.number}, {"service", report.service},   {"status", to_text(report.status)},
      {"state", report.state},    {"queue", report.queue},   {"priority", report.priority}, {"opened_at", to_rfc3339(report.opened_at)}};
  json["closed_at"] = report.closed_at ? Json(to_rfc3339(*report.closed_at)) : Json(nullptr);
  json["external_source"] = report.external_source;
  json["external_id"] = report.external_id;
  json["url"] = city.settings.get()->base_url + "/api/v1/cases/" + report.number;
  return json;
}

/// What the event is about. A request that was removed is known by what the event says of it.
struct EventCase {
  std::optional<Case> report{};
  std::string service{};
};

EventCase case_of_event(Unit& unit, Event const& event) {
  if (!event.subject.case_id) return {};
  try {
    auto report = load_case(view_of(unit), event.subject.case_id);
    return {.report = report, .service = report.service};
  } catch (Refusal const& refusal) {
    if (refusal.kind != RefusalKind::not_found) throw;
    auto const data = parse_json(event.data);
    return {.service = data ? text_of(*data, "service") : std::string{}};
  }
}

bool about_wanted_service(Hook const& hook, EventCase const& told) {
  return hook.services.empty() || std::find(hook.services.begin(), hook.services.end(), told.service) != hook.services.end();
}

}  // namespace

// What waits is still sent: that it happened is true.
void forget_words(Unit& unit, Event const& removal) {
  for (auto const& left : events_emptied_by(unit.tx, removal.id))
    hook_store::forget_words(unit.tx, left.id, to_text(Json{{"event", event_json(left)}}));
}

// Also for a hook that is paused: nothing that happened meanwhile is lost.
void queue_deliveries(Unit& unit, Event const& event) {
  std::optional<EventCase> told;
  for (auto const& hook : hook_store::all(unit.tx)) {
    if (!hook.wants(event.type) || event.at < hook.created) continue;
    if (!told) told = case_of_event(unit, event);
    if (!about_wanted_service(hook, *told)) continue;
    Json body{{"event", event_json(event)}};
    if (told->report) body["case"] = case_json(unit.city, *told->report);
    hook_store::add(unit, hook.id, event, to_text(body));
  }
}

}  // namespace cityhall
