#include "kernel/cases/promise.h"

#include "base/json.h"
#include "kernel/calendar/business_calendar.h"
#include "kernel/cases/case_facts.h"
#include "kernel/cases/clock.h"
#include "kernel/city.h"
#include "kernel/definitions/definition_set.h"
#include "kernel/definitions/evaluate.h"
#include "kernel/places/zone.h"

namespace cityhall {

Promise promise_for(City& city, UnsentCase const& unsent, Channel channel, std::string_view language) {
  auto const now = city.clock().now();
  auto const& definition = unsent.definition;
  Case report{.service = definition.id,
              .definition = city.definitions.get()->find(definition.id, definition.version),
              .state = definition.workflow.start,
              .channel = channel,
              .place = unsent.place,
              .opened_at = now,
              .state_since = now};
  if (!report.definition) return {};
  auto const zones = city.zones.get();
  if (unsent.place.point)
    for (auto const* zone : zones->at(*unsent.place.point)) report.zones.push_back(zone->id);
  auto const parsed = parse_json(unsent.answers);
  auto const answers = parsed && parsed->is_object() ? *parsed : Json::object();
  auto facts = facts_from(city, report, {.answers = answers}, now);
  report.priority = priority(definition, facts);
  facts.set("priority", report.priority);
  auto const routing = route(definition, facts);
  Promise promise{.priority = report.priority, .queue = routing.queue, .handoff = routing.handoff};
  for (auto const* reason : reasons_to_deny(definition, facts)) promise.refusals.emplace_back(reason->in(language));
  if (auto const* start = definition.workflow.state(definition.workflow.start)) start_clock(report, *start, *city.calendar.get(), now);
  promise.due = report.due_at;
  return promise;
}

}  // namespace cityhall
