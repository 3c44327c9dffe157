#pragma once
// Tasks: work orders. What a crew does to one arrives as operations with ids made on the device, so that it may arrive late, twice or out
// of order.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/places/place.h"
#include "kernel/unit.h"

namespace cityhall {

enum class TaskState { assigned, accepted, en_route, started, paused, done, cancelled, declined };
std::string_view to_text(TaskState state);
/// TaskState::assigned for an unknown word.
TaskState task_state_from(std::string_view word);
inline bool is_over(TaskState state) { return state == TaskState::done || state == TaskState::cancelled || state == TaskState::declined; }

struct Task {
  TaskId id{};
  std::string number{};        // "SR-27-000123/1": the case, and the count of its tasks
  std::string kind{};          // "work-order"
  CaseId case_id{};
  std::string case_number{};
  std::string service{};
  std::string title{};         // what is to be done, in the city's first language
  std::string description{};
  Place place{};
  CrewId crew{};
  AccountId assignee{};
  TaskState state = TaskState::assigned;
  int priority = 3;
  std::optional<Time> due_at{};
  double order = 0;            // the dispatcher's order within the crew; smaller first
  Time created_at{};
  std::optional<Time> started_at{}, ended_at{};
  int minutes = 0;             // time spent
  std::string outcome{};
  std::int64_t version = 1;    // grows with each applied operation
  std::optional<Time> planned_start{};
  int planned_minutes = 0;
  std::int64_t plan_revision = 1;  // grows whenever a dispatcher plans it or gives it to another crew
  std::string planned_by{};
};

enum class OperationKind { accept, on_my_way, start, pause, done, note, photo, decline, check, uncheck };
std::string_view to_text(OperationKind kind);
std::optional<OperationKind> operation_kind_from(std::string_view word);

/// Something that a crew did, as its device recorded it.
struct TaskOperation {
  std::string id{};            // made by the device: a UUID
  OperationKind kind = OperationKind::note;
  std::int64_t base_version = 0;  // the version that the person saw; 0: not said
  Time device_time{};
  std::string note{};
  int minutes = 0;
  std::string materials{};
  std::string outcome{};       // done: "fixed" when empty
  std::string item{};          // check and uncheck: which item of the check list
  std::vector<FileId> files{}; // photos already stored
};

enum class OperationResult {
  applied,
  repeated,  // came before: the first answer again, nothing done
  conflict,  // kept, but could not be applied; a dispatcher sees it
};

struct OperationAnswer {
  OperationResult result = OperationResult::applied;
  TaskState state = TaskState::assigned;
  std::int64_t version = 0;
  std::string conflict{};      // in English; empty unless result is conflict
};

struct NewTask {
  std::string kind = "work-order";
  CaseId case_id{};
  std::string case_number{};
  std::string service{};
  std::string title{};
  std::string description{};
  Place place{};
  std::string queue{};         // by queue and zones the crew is found
  std::vector<ZoneId> zones{};
  CrewId crew{};               // 0: the crew that covers the queue
  int priority = 3;
  std::optional<Time> due_at{};
};

/// Makes a work order. Appends `task.created`. Throws Refusal(conflict, "task.no_crew") when no crew covers the queue and the zones.
/// For a case there is send_crew in cases/work_order.h.
TaskId create_task(Unit& unit, NewTask const& task);
/// Gives it to another crew or person; back to `assigned`. Appends `task.assigned`. Needs `issues.dispatch`.
void assign_task(Unit& unit, TaskId task, CrewId crew, AccountId assignee);
/// The same without asking for a permission, as a part of other verbs.
void move_task(Unit& unit, TaskId task, CrewId crew, AccountId assignee);
/// Where it stands in the crew's day. Appends `task.ordered`.
void order_task(Unit& unit, TaskId task, double order);
/// Cancels without asking for a permission, as a part of other verbs. Appends `task.cancelled`.
void withdraw_task(Unit& unit, Task const& task, std::string_view why);
std::optional<Task> task_by_id(View const& view, TaskId id);
std::vector<Task> tasks_of(View const& view, CaseId case_id);
/// What the crew has to do now: what is planned until the end of the city's day, in order of time; then what nobody planned, in the
/// dispatcher's order; then later days. With `also_done_since`, what it finished since then after that.
std::vector<Task> work_of(View const& view, CrewId crew, std::optional<Time> also_done_since = {});

}  // namespace cityhall
