#include <algorithm>

#include "base/json.h"
#include "base/refusal.h"
#include "kernel/calendar/business_calendar.h"
#include "kernel/cases/actions.h"
#include "kernel/cases/case_rows.h"
#include "kernel/cases/clock.h"
#include "kernel/cases/correction.h"
#include "kernel/cases/family.h"
#include "kernel/cases/state.h"
#include "kernel/cases/work_order.h"
#include "kernel/city.h"

namespace cityhall {

void assign(Unit& unit, Case& report, Assignment const& to) {
  require(unit.actor, "issues.triage");
  refuse_member(view_of(unit), report);
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
  correct_service(unit, report, {.service = std::string{service}, .leave_unanswered = true});
}

void set_priority(Unit& unit, Case& report, int priority) {
  require(unit.actor, "issues.triage");
  refuse_member(view_of(unit), report);
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
  refuse_member(view_of(unit), report);
  if (report.closed()) throw conflict("case.already_closed", _("This request is already closed."), _("Reopen it first."));
  // Where the workflow has a step for it, the case takes that step.
  auto const& actions = state_of(report, report.state).actions;
  auto const step = std::find_if(actions.begin(), actions.end(), [](Action const& action) { return action.creates == "work-order"; });
  if (step != actions.end()) enter_state(unit, report, {.to = step->to, .by = step->id}, {});
  return send_crew(unit, report, {.crew = crew, .what = what});
}

}  // namespace cityhall
