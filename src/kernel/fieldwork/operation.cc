#include "kernel/fieldwork/operation.h"

#include <algorithm>

#include "base/json.h"
#include "base/refusal.h"
#include "base/text.h"
#include "kernel/cases/actions.h"
#include "kernel/cases/case_rows.h"
#include "kernel/cases/state.h"
#include "kernel/city.h"
#include "kernel/cases/chain.h"
#include "kernel/fieldwork/check_list.h"
#include "kernel/fieldwork/steps.h"
#include "kernel/tasks/task_rows.h"

namespace cityhall {
namespace {

void check(TaskOperation const& operation) {
  std::vector<FieldError> errors;
  if (!is_operation_id(operation.id)) errors.push_back({"id", "malformed", _("An operation needs an id of its own, such as a UUID.")});
  if (length(operation.note) > 4000) errors.push_back({"note", "too_long", _("Write at most 4,000 characters.")});
  if (operation.minutes < 0 || operation.minutes > 100'000)
    errors.push_back({"minutes", "range", _("Give the minutes of work as a number.")});
  if (operation.kind == OperationKind::decline && trim(operation.note).empty())
    errors.push_back({"note", "required", _("Say why you hand it back. The dispatcher reads it.")});
  if (!errors.empty()) throw invalid_fields(std::move(errors));
}

/// The event's last word.
std::string_view past_tense(OperationKind kind) {
  switch (kind) {
    case OperationKind::accept: return "accepted";
    case OperationKind::on_my_way: return "en_route";
    case OperationKind::start: return "started";
    case OperationKind::pause: return "paused";
    case OperationKind::done: return "done";
    case OperationKind::note: return "noted";
    case OperationKind::photo: return "photographed";
    case OperationKind::decline: return "declined";
    case OperationKind::check: return "checked";
    case OperationKind::uncheck: return "unchecked";
  }
  return "noted";
}

bool ticks(OperationKind kind) { return kind == OperationKind::check || kind == OperationKind::uncheck; }

/// Nothing was fixed where nothing was found, or where it is not the city's: then nothing needs to be ticked.
bool ends_as_fixed(TaskOperation const& operation) {
  return operation.kind == OperationKind::done && (operation.outcome.empty() || operation.outcome == "fixed");
}

/// Why the operation cannot be applied to the task as it stands; empty: it can.
std::string conflict_of(Unit& unit, Task const& task, TaskOperation const& operation) {
  bool const only_adds = operation.kind == OperationKind::note || operation.kind == OperationKind::photo;
  if (only_adds) return {};
  if (unit.actor.crew && unit.actor.crew != task.crew) return "the work order was given to another crew meanwhile";
  if (ticks(operation.kind)) return {};  // also afterwards: it only says what is so
  if (is_over(task.state)) return "the work order was " + std::string{to_text(task.state)} + " already";
  if (changed_by_others(unit, task.id, operation)) return "somebody else started or paused the work meanwhile";
  return {};
}

/// Devices send late and out of order: an earlier step that comes after a later one changes nothing.
TaskState state_after(Task const& task, OperationKind kind) {
  auto const at_least = [&](TaskState wanted) { return std::max(task.state, wanted); };
  switch (kind) {
    case OperationKind::accept: return at_least(TaskState::accepted);
    case OperationKind::on_my_way: return at_least(TaskState::en_route);
    case OperationKind::start: return TaskState::started;
    case OperationKind::pause: return TaskState::paused;
    case OperationKind::done: return TaskState::done;
    case OperationKind::decline: return TaskState::declined;
    case OperationKind::note:
    case OperationKind::photo:
    case OperationKind::check:
    case OperationKind::uncheck: return task.state;
  }
  return task.state;
}

/// Photos taken before the work began show the damage; those after show the work.
FilePurpose purpose_of(Task const& task, TaskOperation const& operation) {
  bool const before = operation.kind == OperationKind::photo && task.state < TaskState::started;
  return before ? FilePurpose::work_before : FilePurpose::work_after;
}

std::vector<FileId> photos_of_work(Unit& unit, CaseId id) {
  std::vector<FileId> photos;
  for (auto const& file : files_of(view_of(unit), id))
    if (file.purpose == FilePurpose::work_after) photos.push_back(file.file);
  return photos;
}

/// What a workflow may wait for; empty: nothing.
std::string_view workflow_event(TaskState state) {
  switch (state) {
    case TaskState::accepted: return "work-order-accepted";
    case TaskState::en_route: return "work-order-en-route";
    case TaskState::started: return "work-order-started";
    case TaskState::done: return "work-order-done";
    case TaskState::declined: return "work-order-declined";
    default: return {};
  }
}

/// The case goes on with its work order; it ends when the last of them has ended.
void tell_case(Unit& unit, Task const& task) {
  auto const event = workflow_event(task.state);
  if (event.empty()) return;
  auto const tasks = tasks_of(view_of(unit), task.case_id);
  bool const all_over = std::all_of(tasks.begin(), tasks.end(), [](Task const& other) { return is_over(other.state); });
  if (is_over(task.state) && !all_over) return;
  auto report = load_case(view_of(unit), task.case_id);
  ActionFields fields;
  if (task.state == TaskState::done) fields = {.outcome = task.outcome, .files = photos_of_work(unit, task.case_id)};
  advance(unit, report, event, fields);
}

OperationAnswer keep_conflict(Unit& unit, Task const& task, TaskOperation const& operation, std::string why) {
  // A photo counts also when what it came with is in conflict.
  keep_files(unit, task.case_id, operation.files, purpose_of(task, operation));
  OperationAnswer const answer{
      .result = OperationResult::conflict, .state = task.state, .version = task.version, .conflict = std::move(why)};
  insert_operation(unit, task.id, operation, answer);
  auto data = operation_data(task, operation);
  data["kind"] = to_text(operation.kind);
  data["why"] = answer.conflict;
  append(unit, "task.conflict", {.case_id = task.case_id, .task_id = task.id, .crew_id = task.crew}, data);
  return answer;
}

/// What the event says; of a tick also what the item is called.
Json told_data(Unit& unit, Task const& task, TaskOperation const& operation) {
  auto data = operation_data(task, operation);
  if (ticks(operation.kind))
    data["title"] = words_of(check_line(view_of(unit), task, operation.item), unit.city.settings.get()->default_language());
  return data;
}

/// Only a crew that has, or had, the task learns that there is one.
Task task_for_crew(Unit& unit, TaskId id) {
  auto found = task_by_id(view_of(unit), id);
  if (!found || (!unit.actor.may("issues.dispatch") && !was_given_to(unit, *found, unit.actor.crew))) throw not_found();
  return std::move(*found);
}

}  // namespace

bool is_operation_id(std::string_view id) {
  return id.size() >= 8 && id.size() <= 64 &&
         id.find_first_not_of("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_") == std::string_view::npos;
}

void change_task(Unit& unit, Task& task, TaskOperation const& operation) {
  task.state = state_after(task, operation.kind);
  bool const began = operation.kind == OperationKind::start || operation.kind == OperationKind::done;
  if (began && !task.started_at) task.started_at = std::min(operation.device_time, unit.now);
  if (is_over(task.state) && !task.ended_at) task.ended_at = unit.now;
  task.minutes += operation.minutes;
  if (operation.kind == OperationKind::done) task.outcome = operation.outcome.empty() ? "fixed" : operation.outcome;
  if (ticks(operation.kind))
    set_tick(unit, task.id, {.item = operation.item, .by = unit.actor.name, .at = std::min(operation.device_time, unit.now)},
             operation.kind == OperationKind::check);
  ++task.version;
}

Json operation_data(Task const& task, TaskOperation const& operation) {
  Json data{{"number", task.number}, {"operation", operation.id}, {"state", to_text(task.state)}, {"version", task.version},
            {"device_time", to_rfc3339(operation.device_time)}};
  if (!operation.note.empty()) data["message"] = operation.note;
  if (operation.minutes > 0) data["minutes"] = operation.minutes;
  if (!operation.materials.empty()) data["materials"] = operation.materials;
  if (operation.kind == OperationKind::done) data["outcome"] = task.outcome;
  if (ticks(operation.kind)) data["item"] = operation.item;
  for (auto const file : operation.files) data["files"].push_back(to_text(file));
  return data;
}

std::string operation_event(OperationKind kind) { return "task." + std::string{past_tense(kind)}; }

void follow_task(Unit& unit, Task const& task, TaskState before) {
  if (task.state == before) return;
  bool const next_follows = task.state == TaskState::done && continue_chain(unit, task);
  if (!next_follows) tell_case(unit, task);
}

OperationAnswer apply(Unit& unit, TaskId id, TaskOperation const& operation) {
  check(operation);
  auto task = task_for_crew(unit, id);
  if (auto const first = answer_to(unit, id, operation.id)) return *first;
  if (ticks(operation.kind)) check_line(view_of(unit), task, operation.item);
  if (auto why = conflict_of(unit, task, operation); !why.empty()) return keep_conflict(unit, task, operation, std::move(why));
  if (ends_as_fixed(operation)) require_ticks(view_of(unit), task);
  keep_files(unit, task.case_id, operation.files, purpose_of(task, operation));
  auto const before = task.state;
  change_task(unit, task, operation);
  save_task(unit, task);
  OperationAnswer const answer{.state = task.state, .version = task.version};
  insert_operation(unit, id, operation, answer);
  append(unit, operation_event(operation.kind), {.case_id = task.case_id, .task_id = task.id, .crew_id = task.crew},
         told_data(unit, task, operation));
  follow_task(unit, task, before);
  return answer;
}

OperationAnswer take_in(Unit& unit, TaskId id, TaskOperation const& operation) {
  try {
    return unit.tx.attempt([&] { return apply(unit, id, operation); });
  } catch (Refusal const& refusal) {
    bool const of_the_case = refusal.kind == RefusalKind::conflict || refusal.kind == RefusalKind::forbidden;
    if (!of_the_case || refusal.code == "operation.other_task") throw;
    return keep_conflict(unit, task_for_crew(unit, id), operation, in_english(refusal.message));
  }
}

void cancel_task(Unit& unit, TaskId id, std::string_view why) {
  require(unit.actor, "issues.dispatch");
  auto const task = task_by_id(view_of(unit), id);
  if (!task) throw not_found();
  if (is_over(task->state))
    throw conflict("task.over", _("This work order is {state} already.").with("state", std::string{to_text(task->state)}),
                   _("Make a new one."));
  withdraw_task(unit, *task, why);
  auto report = load_case(view_of(unit), task->case_id);
  advance(unit, report, "work-order-cancelled");
}

}  // namespace cityhall
