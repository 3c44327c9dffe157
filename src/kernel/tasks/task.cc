#include "kernel/tasks/task.h"

#include <algorithm>
#include <array>

#include "base/json.h"
#include "base/refusal.h"
#include "kernel/city.h"
#include "kernel/directory/directory.h"
#include "kernel/tasks/task_rows.h"

namespace cityhall {
namespace {

constexpr std::array<std::string_view, 8> states{"assigned", "accepted", "en_route", "started", "paused", "done", "cancelled", "declined"};
constexpr std::array<std::string_view, 10> kinds{"accept", "on_my_way", "start",   "pause", "done",
                                                 "note",   "photo",     "decline", "check", "uncheck"};

CrewId crew_for(Unit& unit, NewTask const& task) {
  auto const directory = unit.city.directory.get();
  auto const* crew = task.crew ? directory->crew(task.crew) : directory->crew_for(task.queue, task.zones);
  if (crew != nullptr) return crew->id;
  throw conflict("task.no_crew", _("No crew covers the queue “{queue}” at this place.").with("queue", task.queue),
                 _("Choose a crew, or give a crew this queue and zone."));
}

/// The most urgent first, then what is due first; a dispatcher may put a task anywhere between two others.
double first_position(NewTask const& task, Time now) {
  auto const due = task.due_at.value_or(now + std::chrono::hours{24 * 365});
  return task.priority * 1e11 + static_cast<double>(to_micros(due)) / 1e6;
}

Json created_data(Task const& task) {
  Json data{{"number", task.number}, {"case_number", task.case_number}, {"title", task.title}, {"address", task.place.address},
            {"priority", task.priority}};
  if (task.due_at) data["due_at"] = to_rfc3339(*task.due_at);
  if (task.place.point) {
    data["lat"] = task.place.point->latitude;
    data["long"] = task.place.point->longitude;
  }
  return data;
}

Task existing(Unit& unit, TaskId id) {
  auto found = task_by_id(view_of(unit), id);
  if (!found) throw not_found();
  return std::move(*found);
}

void refuse_over(Task const& task) {
  if (is_over(task.state))
    throw conflict("task.over", _("This work order is {state} already.").with("state", std::string{to_text(task.state)}),
                   _("Make a new one."));
}

EventSubject subject_of(Task const& task) { return {.case_id = task.case_id, .task_id = task.id, .crew_id = task.crew}; }

}  // namespace

std::string_view to_text(TaskState state) { return states.at(static_cast<std::size_t>(state)); }

TaskState task_state_from(std::string_view word) {
  auto const found = std::find(states.begin(), states.end(), word);
  return found == states.end() ? TaskState::assigned : static_cast<TaskState>(found - states.begin());
}

std::string_view to_text(OperationKind kind) { return kinds.at(static_cast<std::size_t>(kind)); }

std::optional<OperationKind> operation_kind_from(std::string_view word) {
  auto const found = std::find(kinds.begin(), kinds.end(), word);
  if (found == kinds.end()) return std::nullopt;
  return static_cast<OperationKind>(found - kinds.begin());
}

TaskId create_task(Unit& unit, NewTask const& fresh) {
  Task task{.id = unit.city.ids().make<TaskId>(),
            .number = fresh.case_number + '/' + std::to_string(count_tasks(unit, fresh.case_id) + 1),
            .kind = fresh.kind,
            .case_id = fresh.case_id,
            .case_number = fresh.case_number,
            .service = fresh.service,
            .title = fresh.title,
            .description = fresh.description,
            .place = fresh.place,
            .crew = crew_for(unit, fresh),
            .priority = fresh.priority,
            .due_at = fresh.due_at,
            .order = first_position(fresh, unit.now),
            .created_at = unit.now};
  insert_task(unit, task);
  append(unit, "task.created", subject_of(task), created_data(task));
  return task.id;
}

void assign_task(Unit& unit, TaskId id, CrewId crew, AccountId assignee) {
  require(unit.actor, "issues.dispatch");
  move_task(unit, id, crew, assignee);
}

void move_task(Unit& unit, TaskId id, CrewId crew, AccountId assignee) {
  auto task = existing(unit, id);
  refuse_over(task);
  if (unit.city.directory.get()->crew(crew) == nullptr) throw invalid_fields({{"crew", "unknown", _("There is no such crew.")}});
  auto const before = task.crew;
  task.crew = crew;
  task.assignee = assignee;
  task.state = TaskState::assigned;
  ++task.version;
  if (before != crew) ++task.plan_revision;
  save_task(unit, task);
  auto data = created_data(task);
  data["from"] = to_text(before);
  append(unit, "task.assigned", subject_of(task), data);
  // The crew that loses it has its tablet open, too.
  if (before != crew)
    append(unit, "task.withdrawn", {.case_id = task.case_id, .task_id = task.id, .crew_id = before}, Json{{"number", task.number}});
}

void order_task(Unit& unit, TaskId id, double order) {
  require(unit.actor, "issues.dispatch");
  auto task = existing(unit, id);
  task.order = order;
  save_task(unit, task);
  append(unit, "task.ordered", subject_of(task), Json{{"order", order}});
}

void withdraw_task(Unit& unit, Task const& task, std::string_view why) {
  auto cancelled = task;
  cancelled.state = TaskState::cancelled;
  cancelled.ended_at = unit.now;
  ++cancelled.version;
  save_task(unit, cancelled);
  append(unit, "task.cancelled", subject_of(cancelled), Json{{"number", task.number}, {"why", why}});
}

}  // namespace cityhall
