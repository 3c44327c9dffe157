#include "kernel/fieldwork/found.h"

#include "base/refusal.h"
#include "kernel/cases/work_order.h"
#include "kernel/city.h"
#include "kernel/fieldwork/found_rows.h"
#include "kernel/fieldwork/steps.h"

namespace cityhall {
namespace {

FoundAnswer answer_again(Unit& unit, FoundRow const& row) {
  if (row.account != unit.actor.account)
    throw conflict("operation.other_account", _("Somebody else used this operation id already."), _("Make a new id for each operation."));
  return {.case_id = row.case_id, .task = row.task, .number = load_case(view_of(unit), row.case_id).number, .repeated = true};
}

/// The route may have sent the crew that covers the place: then that work order comes to the finder.
TaskId take_on(Unit& unit, CaseId id) {
  auto const tasks = tasks_of(view_of(unit), id);
  if (tasks.empty()) return send_crew(unit, load_case(view_of(unit), id), {.crew = unit.actor.crew});
  if (tasks.front().crew != unit.actor.crew) move_task(unit, tasks.front().id, unit.actor.crew, {});
  return tasks.front().id;
}

}  // namespace

FoundAnswer report_found(Unit& unit, FoundWork const& found) {
  require(unit.actor, "field.work");
  if (!is_operation_id(found.id)) throw invalid_fields({{"id", "malformed", _("An operation needs an id of its own, such as a UUID.")}});
  if (auto const first = found_row(unit, found.id)) return answer_again(unit, *first);
  if (found.ours && !unit.actor.crew) throw invalid_fields({{"ours", "no_crew", _("You are in no crew yet.")}});
  auto actor = unit.actor;
  actor.channel = Channel::field;
  Unit as_crew{unit.city, unit.tx, actor, unit.now};
  auto const opened = open_case(as_crew, found.report);
  auto const task = found.ours ? take_on(as_crew, opened.id) : TaskId{};
  insert_found(as_crew, found.id, {.case_id = opened.id, .task = task, .account = actor.account}, found.device_time);
  return {.case_id = opened.id, .task = task, .number = opened.number};
}

}  // namespace cityhall
