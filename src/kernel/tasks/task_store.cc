#include <algorithm>
#include <tuple>

#include "base/json.h"
#include "base/refusal.h"
#include "base/text.h"
#include "kernel/city.h"
#include "kernel/files/file_ids.h"
#include "kernel/tasks/plan.h"
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
              tasks.outcome, tasks.version, tasks.planned_start, tasks.planned_minutes, tasks.plan_revision, tasks.planned_by
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
  next(task.planned_start);
  next(task.planned_minutes);
  next(task.plan_revision);
  next(task.planned_by);
  return task;
}

std::vector<Task> tasks_from(View const& view, store::Query const& query) {
  std::vector<Task> tasks;
  for (auto const row : view.reader.query(query)) tasks.push_back(task_from(row));
  return tasks;
}

/// The end of the city's day.
Time end_of_today(View const& view) {
  auto const zone = view.city.zone();
  auto const today = std::chrono::sys_days{zone.date_of(view.city.clock().now())};
  return zone.midnight(Date{today + std::chrono::days{1}});
}

/// As the plan wants them; the rest keeps its order.
void sort_by_plan(std::vector<Task>& tasks, Time tomorrow) {
  auto const key = [&](Task const& task) {
    if (!task.planned_start) return std::tuple{1, Time{}};
    return std::tuple{*task.planned_start < tomorrow ? 0 : 2, *task.planned_start};
  };
  std::stable_sort(tasks.begin(), tasks.end(), [&](Task const& a, Task const& b) { return key(a) < key(b); });
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
              outcome = $10, version = $11, planned_start = $12, planned_minutes = $13, plan_revision = $14, planned_by = $15
            WHERE id = $1)sql",
      task.id, task.crew, task.assignee, to_text(task.state), is_over(task.state), task.order, task.started_at, task.ended_at, task.minutes,
      task.outcome, task.version, task.planned_start, task.planned_minutes, task.plan_revision, task.planned_by);
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
              outcome, files, result, state_after, version_after, conflict, settled, item)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, '', $18))sql",
      operation.id, task, to_text(operation.kind), operation.base_version, operation.device_time, unit.now, unit.actor.account,
      unit.actor.name, operation.note, operation.minutes, operation.materials, operation.outcome, file_ids_text(operation.files),
      answer.result == OperationResult::conflict ? "conflict" : "applied", to_text(answer.state), answer.version, answer.conflict,
      operation.item);
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
  sort_by_plan(tasks, end_of_today(view));
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

std::vector<Task> planned_work(View const& view, Time from, Time until) {
  return tasks_from(view, select_tasks()
                              .where("tasks.planned_start >= ?", from)
                              .where("tasks.planned_start < ?", until)
                              .where("tasks.state <> 'cancelled' AND tasks.state <> 'declined'")
                              .order_by("tasks.planned_start, tasks.id")
                              .limit(2000));
}

std::vector<Task> unplanned_work(View const& view, std::span<CrewId const> crews, Time today, std::size_t most) {
  return tasks_from(view, select_tasks()
                              .where("tasks.is_over = 0")
                              .where("tasks.planned_start IS NULL OR tasks.planned_start < ?", today)
                              .where_in("tasks.crew_id", crews)
                              .order_by("tasks.position, tasks.id")
                              .limit(static_cast<std::int64_t>(most)));
}

std::vector<CrewLoad> crew_loads(View const& view, Time now, Time today) {
  std::vector<CrewLoad> found;
  for (auto const row : view.reader.query(
           R"sql(SELECT crew_id, count(*), sum(CASE WHEN due_at < $1 THEN 1 ELSE 0 END),
                   sum(CASE WHEN planned_start IS NULL OR planned_start < $2 THEN 1 ELSE 0 END), min(created_at)
                 FROM tasks WHERE is_over = 0 GROUP BY crew_id)sql",
           now, today))
    found.push_back({.crew = row.get<CrewId>(0),
                     .open = static_cast<std::size_t>(row.get<std::int64_t>(1)),
                     .overdue = static_cast<std::size_t>(row.get<std::int64_t>(2)),
                     .unplanned = static_cast<std::size_t>(row.get<std::int64_t>(3)),
                     .oldest = row.get<std::optional<Time>>(4)});
  return found;
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
