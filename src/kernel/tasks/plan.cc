#include "kernel/tasks/plan.h"

#include "base/json.h"
#include "base/refusal.h"
#include "kernel/city.h"
#include "kernel/definitions/definition.h"
#include "kernel/definitions/definition_set.h"
#include "kernel/directory/directory.h"
#include "kernel/tasks/task_rows.h"

namespace cityhall {
namespace {

constexpr int planned_minutes_most = 24 * 60;

Refusal moved_meanwhile(Task const& task) {
  auto const who = task.planned_by.empty() ? _("Somebody else moved the work order {number} meanwhile.")
                                           : _("{name} moved the work order {number} meanwhile.").with("name", task.planned_by);
  return conflict("task.moved", who.with("number", task.number),
                  _("Nothing was changed. Look where it stands now, and move it again if you still want to."));
}

void check_slot(Unit& unit, TaskSlot const& slot) {
  std::vector<FieldError> faults;
  if (slot.crew && unit.city.directory.get()->crew(slot.crew) == nullptr)
    faults.push_back({"crew", "unknown", _("There is no such crew.")});
  if (slot.minutes < 0 || slot.minutes > planned_minutes_most)
    faults.push_back({"minutes", "out_of_range", _("Enter 1 to 1440 minutes.")});
  if (!faults.empty()) throw invalid_fields(std::move(faults));
}

Task to_plan(Unit& unit, TaskId id, std::int64_t seen) {
  auto found = task_by_id(view_of(unit), id);
  if (!found) throw not_found();
  if (is_over(found->state))
    throw conflict("task.over", _("The work order {number} is over already.").with("number", found->number),
                   _("Reload the board to see how it ended."));
  if (found->plan_revision != seen) throw moved_meanwhile(*found);
  return std::move(*found);
}

int minutes_for(Unit& unit, Task const& task, TaskSlot const& slot) {
  if (slot.minutes > 0) return slot.minutes;
  return task.planned_minutes > 0 ? task.planned_minutes : estimated_minutes(unit.city, task.service);
}

}  // namespace

int estimated_minutes(City& city, std::string_view service) {
  auto const definition = city.definitions.get()->find(service);
  return definition && definition->work_minutes > 0 ? definition->work_minutes : usual_task_minutes;
}

TaskSlot slot_of(Task const& task) { return {.crew = task.crew, .start = task.planned_start, .minutes = task.planned_minutes}; }

std::int64_t plan_task(Unit& unit, TaskId id, TaskSlot const& slot, std::int64_t seen) {
  require(unit.actor, "issues.dispatch");
  auto task = to_plan(unit, id, seen);
  check_slot(unit, slot);
  if (slot.crew && slot.crew != task.crew) {
    assign_task(unit, id, slot.crew, {});
    task = *task_by_id(view_of(unit), id);
  }
  task.planned_start = slot.start;
  task.planned_minutes = slot.start ? minutes_for(unit, task, slot) : 0;
  task.plan_revision = seen + 1;
  task.planned_by = unit.actor.name;
  save_task(unit, task);
  Json data{{"number", task.number}, {"minutes", task.planned_minutes}};
  if (slot.start) data["start"] = to_rfc3339(*slot.start);
  append(unit, "task.planned", {.case_id = task.case_id, .task_id = id, .crew_id = task.crew}, data);
  return task.plan_revision;
}

}  // namespace cityhall
