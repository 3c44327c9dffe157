#include "base/json.h"
#include "base/refusal.h"
#include "base/text.h"
#include "kernel/city.h"
#include "kernel/files/file_ids.h"
#include "kernel/tasks/task_list.h"
#include "kernel/tasks/task_rows.h"

namespace cityhall {
namespace {

store::Query select_tasks() {
  return store::Query{
      R"sql(SELECT tasks.id, tasks.number, tasks.kind, tasks.case_id, cases.number, cases.service, tasks.title,
              tasks.description, cases.latitude, cases.longitude, cases.address_id, cases.address, cases.zip,
              tasks.crew_id, tasks.assignee, tasks.state,
              tasks.priority, tasks.due_at, tasks.position, tasks.created_at, tasks.started_at, tasks.ended_at, tasks.minutes,
              tasks.outcome, tasks.version
            FROM tasks JOIN cases ON cases.id = tasks.case_id)sql"};
}

Task task_from(store::Row const& row) {
  Task task;
  int column = 0;
  auto const next = [&]<class T>(T& field) { field = row.get<T>(column++); };
  next(task.id);
  next(task.number);
  next(task.kind);
  next(task.case_id);
  next(task.case_number);
  next(task.service);
  next(task.title);
  next(task.description);
  auto const latitude = row.get<std::optional<double>>(column++);
  auto const longitude = row.get<std::optional<double>>(column++);
  if (latitude && longitude) task.place.point = Point{*latitude, *longitude};
  next(task.place.address_id);
  next(task.place.address);
  next(task.place.zip);
  next(task.crew);
  next(task.assignee);
  task.state = task_state_from(row.get<std::string_view>(column++));
  next(task.priority);
  next(task.due_at);
  next(task.order);
  next(task.created_at);
  next(task.started_at);
  next(task.ended_at);
  next(task.minutes);
  next(task.outcome);
  next(task.version);
  return task;
}

std::vector<Task> tasks_from(View const& view, store::Query const& query) {
  std::vector<Task> tasks;
  for (auto const row : view.reader.query(query)) tasks.push_back(task_from(row));
  return tasks;
}

}  // namespace

void insert_task(Unit& unit, Task const& task) {
  unit.tx.run(
      R"sql(INSERT INTO tasks (id, number, kind, case_id, crew_id, assignee, state, is_over, priority, due_at, position, created_at, minutes,
              outcome, version, title, description)
            VALUES ($1, $2, $3, $4, $5, $6, $7, 0, $8, $9, $10, $11, 0, '', $12, $13, $14))sql",
      task.id, task.number, task.kind, task.case_id, task.crew, task.assignee, to_text(task.state), task.priority, task.due_at, task.order,
      task.created_at, task.version, task.title, task.description);
}

void save_task(Unit& unit, Task const& task) {
  unit.tx.run(
      R"sql(UPDATE tasks SET crew_id = $2, assignee = $3, state = $4, is_over = $5, position = $6, started_at = $7, ended_at = $8, minutes = $9,
              outcome = $10, version = $11 WHERE id = $1)sql",
      task.id, task.crew, task.assignee, to_text(task.state), is_over(task.state), task.order, task.started_at, task.ended_at, task.minutes,
      task.outcome, task.version);
}

std::size_t count_tasks(Unit& unit, CaseId case_id) {
  return static_cast<std::size_t>(unit.tx.value<std::int64_t>(R"sql(SELECT count(*) FROM tasks WHERE case_id = $1)sql", case_id));
}

bool was_given_to(Unit& unit, Task const& task, CrewId crew) {
  if (!crew) return false;
  if (task.crew == crew) return true;
  return unit.tx.maybe(R"sql(SELECT id FROM events WHERE case_id = $1 AND task_id = $2 AND crew_id = $3 LIMIT 1)sql", task.case_id, task.id, crew)
      .has_value();
}

std::optional<OperationAnswer> answer_to(Unit& unit, TaskId task, std::string_view operation_id) {
  auto const row = unit.tx.maybe(R"sql(SELECT task_id, state_after, version_after, conflict FROM task_operations WHERE id = $1)sql", operation_id);
  if (!row) return std::nullopt;
  if (row->get<TaskId>(0) != task)
    throw conflict("operation.other_task", _("This operation id was used for another work order already."),
                   _("Make a new id for each operation."));
  return OperationAnswer{.result = OperationResult::repeated,
                         .state = task_state_from(row->get<std::string>(1)),
                         .version = row->get<std::int64_t>(2),
                         .conflict = row->get<std::string>(3)};
}

bool changed_by_others(Unit& unit, TaskId task, TaskOperation const& operation) {
  bool const sets = operation.kind == OperationKind::start || operation.kind == OperationKind::pause;
  if (!sets || operation.base_version <= 0) return false;
  return unit.tx
      .maybe(R"sql(SELECT id FROM task_operations WHERE task_id = $1 AND result = 'applied' AND version_after > $2 AND account_id <> $3
                     AND kind IN ('start', 'pause') AND kind <> $4 LIMIT 1)sql",
             task, operation.base_version, unit.actor.account, to_text(operation.kind))
      .has_value();
}

void insert_operation(Unit& unit, TaskId task, TaskOperation const& operation, OperationAnswer const& answer) {
  unit.tx.run(
      R"sql(INSERT INTO task_operations (id, task_id, kind, base_version, device_time, received_at, account_id, by_name, note, minutes, materials,
              outcome, files, result, state_after, version_after, conflict, settled)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, ''))sql",
      operation.id, task, to_text(operation.kind), operation.base_version, operation.device_time, unit.now, unit.actor.account,
      unit.actor.name, operation.note, operation.minutes, operation.materials, operation.outcome, file_ids_text(operation.files),
      answer.result == OperationResult::conflict ? "conflict" : "applied", to_text(answer.state), answer.version, answer.conflict);
}

std::optional<Task> task_by_id(View const& view, TaskId id) {
  auto tasks = tasks_from(view, select_tasks().where("tasks.id = ?", id));
  return tasks.empty() ? std::nullopt : std::optional{std::move(tasks.front())};
}

std::vector<Task> tasks_of(View const& view, CaseId case_id) {
  return tasks_from(view, select_tasks().where("tasks.case_id = ?", case_id).order_by("tasks.id"));
}

std::vector<Task> work_of(View const& view, CrewId crew, std::optional<Time> also_done_since) {
  auto tasks = tasks_from(
      view, select_tasks().where("tasks.is_over = 0").where("tasks.crew_id = ?", crew).order_by("tasks.position, tasks.id").limit(500));
  if (!also_done_since) return tasks;
  auto const over = tasks_from(view, select_tasks()
                                         .where("tasks.is_over = 1")
                                         .where("tasks.crew_id = ?", crew)
                                         .where("tasks.ended_at >= ?", *also_done_since)
                                         .order_by("tasks.ended_at DESC, tasks.id DESC")
                                         .limit(200));
  tasks.insert(tasks.end(), over.begin(), over.end());
  return tasks;
}

std::vector<Task> tasks(View const& view, TaskFilter const& filter) {
  require(view.actor, "issues.read");
  auto query = select_tasks();
  if (filter.crew) query.where("tasks.crew_id = ?", filter.crew);
  if (filter.case_id) query.where("tasks.case_id = ?", filter.case_id);
  if (filter.over) query.where("tasks.is_over = ?", *filter.over);
  if (filter.after) query.where("tasks.id > ?", filter.after);
  return tasks_from(view, query.order_by("tasks.id").limit(static_cast<std::int64_t>(filter.most)));
}

}  // namespace cityhall
