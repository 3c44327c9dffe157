#include <algorithm>

#include "base/json.h"
#include "base/refusal.h"
#include "kernel/calendar/business_calendar.h"
#include "kernel/cases/actions.h"
#include "kernel/cases/case_facts.h"
#include "kernel/cases/case_rows.h"
#include "kernel/cases/clock.h"
#include "kernel/cases/state.h"
#include "kernel/cases/work_order.h"
#include "kernel/city.h"
#include "kernel/definitions/answers.h"
#include "kernel/definitions/definition_set.h"
#include "kernel/definitions/evaluate.h"

namespace cityhall {
namespace {

/// The answers that the other service asks for, too, and accepts.
std::string answers_that_fit(Case const& report, DefinitionPtr const& definition) {
  auto const before = parse_json(report.answers);
  if (!before || !before->is_object()) return "{}";
  auto kept = Json::object();
  for (auto const& [id, answer] : before->items()) {
    auto const* question = definition->question(id);
    if (question == nullptr) continue;
    auto const checked = validate_answer(*question, answer);
    if (checked.errors.empty() && checked.answers->contains(id)) kept[id] = checked.answers->at(id);
  }
  return to_text(kept);
}

/// A place question may have another name in the other service.
void carry_place(Case& report, Case const& before) {
  auto const* from = before.definition->place_question();
  auto const* to = report.definition->place_question();
  auto answers = parse_json(report.answers);
  auto const old_answers = parse_json(before.answers);
  if (from == nullptr || to == nullptr || !answers || !old_answers || answers->contains(to->id) || !old_answers->contains(from->id)) return;
  (*answers)[to->id] = old_answers->at(from->id);
  report.answers = to_text(*answers);
}

void direct_anew(Unit& unit, Case& report) {
  auto facts = facts_of(unit.city, report, {}, unit.now);
  report.priority = priority(*report.definition, facts);
  facts.set("priority", report.priority);
  auto const routing = route(*report.definition, facts);
  report.queue = routing.queue;
  report.owner = routing.owner;
  report.handoff = routing.handoff;
}

}  // namespace

void assign(Unit& unit, Case& report, Assignment const& to) {
  require(unit.actor, "issues.triage");
  auto const from_queue = report.queue;
  auto const from_person = report.assignee;
  if (!to.queue.empty()) report.queue = to.queue;
  report.assignee = to.assignee;
  if (report.queue == from_queue && report.assignee == from_person) return;
  save(unit, report);
  append(
      unit, "case.assigned", {.case_id = report.id},
      Json{{"from", from_queue}, {"to", report.queue}, {"assignee", to_text(report.assignee)}, {"assignee_before", to_text(from_person)}});
}

void change_service(Unit& unit, Case& report, std::string_view service) {
  require(unit.actor, "issues.triage");
  auto definition = unit.city.definitions.get()->find(service);
  if (!definition)
    throw invalid_fields({{"service", "unknown", _("There is no such service.")}});
  if (definition->id == report.service) return;
  if (report.closed()) throw conflict("case.already_closed", _("This request is already closed."), _("Reopen it first."));
  auto const before = report;
  report.answers = answers_that_fit(report, definition);
  report.service = definition->id;
  report.version = definition->version;
  report.definition = definition;
  carry_place(report, before);
  report.state = definition->workflow.start;
  report.state_since = unit.now;
  direct_anew(unit, report);
  report.due_at.reset();
  report.clock = {};
  auto const calendar = unit.city.calendar.get();
  auto const& start = state_of(report, report.state);
  start_clock(report, start, *calendar, unit.now);
  restart_clock(report, start, *calendar, report.opened_at);  // the promise counts from when the resident told us
  save(unit, report);
  append(unit, "case.service_changed", {.case_id = report.id, .party_id = report.reporter},
         Json{{"from", before.service}, {"to", report.service}, {"queue", report.queue}, {"opened_at", to_micros(report.opened_at)}});
}

void set_priority(Unit& unit, Case& report, int priority) {
  require(unit.actor, "issues.triage");
  if (priority < 1 || priority > 5) throw invalid_fields({{"priority", "range", _("A priority is a number from 1 (most urgent) to 5.")}});
  if (priority == report.priority) return;
  auto const before = report.priority;
  report.priority = priority;
  if (!report.closed()) restart_clock(report, state_of(report, report.state), *unit.city.calendar.get(), report.state_since);
  save(unit, report);
  append(unit, "case.priority_changed", {.case_id = report.id}, Json{{"from", before}, {"to", priority}});
}

TaskId make_work_order(Unit& unit, Case& report, CrewId crew, std::string_view what) {
  require(unit.actor, "issues.dispatch");
  if (report.closed()) throw conflict("case.already_closed", _("This request is already closed."), _("Reopen it first."));
  // Where the workflow has a step for it, the case takes that step.
  auto const& actions = state_of(report, report.state).actions;
  auto const step = std::find_if(actions.begin(), actions.end(), [](Action const& action) { return action.creates == "work-order"; });
  if (step != actions.end()) enter_state(unit, report, {.to = step->to, .by = step->id}, {});
  return send_crew(unit, report, {.crew = crew, .what = what});
}

}  // namespace cityhall
