#include "kernel/tasks/task.h"

#include <algorithm>
#include <array>

#include "base/json.h"
#include "base/refusal.h"
#include "kernel/cases/actions.h"
#include "kernel/city.h"
#include "kernel/definitions/definition.h"
#include "kernel/directory/directory.h"
#include "kernel/tasks/task_rows.h"

namespace cityhall {
namespace {

constexpr std::array<std::string_view, 8> states{"assigned", "accepted", "en_route", "started", "paused", "done", "cancelled", "declined"};
constexpr std::array<std::string_view, 8> kinds{"accept", "on_my_way", "start", "pause", "done", "note", "photo", "decline"};

CrewId crew_for(Unit& unit, Case const& report, CrewId wanted) {
  auto const directory = unit.city.directory.get();
  auto const* crew = wanted ? directory->crew(wanted) : directory->crew_for(report.queue, report.zones);
  if (crew != nullptr) return crew->id;
  throw conflict("task.no_crew", _("No crew covers the queue “{queue}” at this place.").with("queue", report.queue),
                 _("Choose a crew, or give a crew this queue and zone."));
}

/// The most urgent first, then what is due first; a dispatcher may put a task anywhere between two others.
double first_position(Case const& report, Time now) {
  auto const due = report.due_at.value_or(now + std::chrono::hours{24 * 365});
  return report.priority * 1e11 + static_cast<double>(to_micros(due)) / 1e6;
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
    throw conflict("task.over", _("This work order is {state} already.").with("state", std::string{to_text(task.state)}), _("Make a new one."));
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

TaskId create_task(Unit& unit, NewTask const& fresh) { return create_task(unit, fresh, load_case(view_of(unit), fresh.case_id)); }

TaskId create_task(Unit& unit, NewTask const& fresh, Case const& report) {
  auto const language = unit.city.settings.get()->default_language();
  Task task{.id = unit.city.ids().make<TaskId>(),
            .number = report.number + '/' + std::to_string(count_tasks(unit, report.id) + 1),
            .kind = fresh.kind,
            .case_id = report.id,
            .case_number = report.number,
            .service = report.service,
            .title = fresh.title.empty() ? std::string{title_of(report, language)} : fresh.title,
            .description = fresh.description.empty() ? report.description : fresh.description,
            .place = report.place,
            .crew = crew_for(unit, report, fresh.crew),
            .assignee = fresh.assignee,
            .priority = report.priority,
            .due_at = report.due_at,
            .order = first_position(report, unit.now),
            .created_at = unit.now};
  insert_task(unit, task);
  append(unit, "task.created", subject_of(task), created_data(task));
  return task.id;
}

void assign_task(Unit& unit, TaskId id, CrewId crew, AccountId assignee) {
  require(unit.actor, "issues.dispatch");
  auto task = existing(unit, id);
  refuse_over(task);
  if (unit.city.directory.get()->crew(crew) == nullptr) throw invalid_fields({{"crew", "unknown", _("There is no such crew.")}});
  auto const before = task.crew;
  task.crew = crew;
  task.assignee = assignee;
  task.state = TaskState::assigned;
  ++task.version;
  save_task(unit, task);
  auto data = created_data(task);
  data["from"] = to_text(before);
  append(unit, "task.assigned", subject_of(task), data);
  // The crew that loses it has its tablet open, too.
  if (before != crew) append(unit, "task.withdrawn", {.case_id = task.case_id, .task_id = task.id, .crew_id = before}, Json{{"number", task.number}});
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

void cancel_task(Unit& unit, TaskId id, std::string_view why) {
  require(unit.actor, "issues.dispatch");
  auto const task = existing(unit, id);
  refuse_over(task);
  withdraw_task(unit, task, why);
  auto report = load_case(view_of(unit), task.case_id);
  advance(unit, report, "work-order-cancelled");
}

}  // namespace cityhall
