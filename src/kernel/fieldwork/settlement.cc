#include "kernel/fieldwork/settlement.h"

#include "base/json.h"
#include "base/refusal.h"
#include "kernel/city.h"
#include "kernel/fieldwork/steps.h"
#include "kernel/tasks/task_rows.h"

namespace cityhall {
namespace {

TaskConflict open_conflict(Unit& unit, std::string_view operation_id) {
  require(unit.actor, "issues.dispatch");
  auto found = conflict_by_id(view_of(unit), operation_id);
  if (!found) throw not_found();
  if (found->decision != ConflictDecision::none) throw conflict("operation.settled", _("Somebody has settled this already."));
  return std::move(*found);
}

/// Applies it although the work order has changed. Its photos were kept when it came.
void apply_after_all(Unit& unit, TaskConflict const& conflict, TaskOperation const& operation) {
  auto task = task_by_id(view_of(unit), conflict.task);
  if (!task) throw not_found();
  auto const before = task->state;
  change_task(unit, *task, operation);
  if (!is_over(task->state)) task->ended_at.reset();
  save_task(unit, *task);
  auto data = operation_data(*task, operation);
  data["recorded_by"] = conflict.by;
  append(unit, operation_event(operation.kind), {.case_id = task->case_id, .task_id = task->id, .crew_id = task->crew}, data);
  follow_task(unit, *task, before);
}

}  // namespace

void accept_conflict(Unit& unit, std::string_view operation_id, std::string_view how) {
  auto const found = open_conflict(unit, operation_id);
  apply_after_all(unit, found, found.operation);
  settle_conflict_as(unit, operation_id, ConflictDecision::accepted, how);
}

void accept_changed(Unit& unit, std::string_view operation_id, TaskOperation const& changed, std::string_view how) {
  auto const found = open_conflict(unit, operation_id);
  auto operation = found.operation;
  operation.kind = changed.kind;
  operation.note = changed.note;
  operation.minutes = changed.minutes;
  operation.materials = changed.materials;
  operation.outcome = changed.outcome;
  apply_after_all(unit, found, operation);
  settle_conflict_as(unit, operation_id, ConflictDecision::changed, how);
}

void discard_conflict(Unit& unit, std::string_view operation_id, std::string_view how) {
  open_conflict(unit, operation_id);
  settle_conflict_as(unit, operation_id, ConflictDecision::discarded, how);
}

}  // namespace cityhall
