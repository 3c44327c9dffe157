#pragma once
// When a crew is to do a work order: planned by dispatchers on the board.

#include <span>

#include "kernel/tasks/task.h"

namespace cityhall {

/// What a work order takes where neither its service nor a dispatcher says more.
inline constexpr int usual_task_minutes = 45;
/// As the service says, else the usual ones.
int estimated_minutes(City& city, std::string_view service);

/// Where a dispatcher puts a work order.
struct TaskSlot {
  CrewId crew{};                // 0: as it is
  std::optional<Time> start{};  // nothing: off the plan
  int minutes = 0;              // 0: as planned before, else as the service says
  friend bool operator==(TaskSlot const&, TaskSlot const&) = default;
};
TaskSlot slot_of(Task const& task);

/// Puts it there; another crew gets it afresh. Appends `task.planned`, and `task.assigned` and `task.withdrawn` for another crew. Gives the
/// revision of the plan after that. Needs `issues.dispatch`. Throws Refusal: invalid, conflict "task.over", conflict "task.moved" when
/// the revision is not `seen`: somebody else moved it meanwhile.
std::int64_t plan_task(Unit& unit, TaskId task, TaskSlot const& slot, std::int64_t seen);

/// Planned to begin from `from` to before `until`, of every crew, in order of time; without those cancelled or declined.
std::vector<Task> planned_work(View const& view, Time from, Time until);
/// Work orders of these crews that nobody planned, and those planned before `today` that were not done; the most urgent first.
std::vector<Task> unplanned_work(View const& view, std::span<CrewId const> crews, Time today, std::size_t most);
/// How much work waits for a crew.
struct CrewLoad {
  CrewId crew{};
  std::size_t open = 0;
  std::size_t overdue = 0;
  std::size_t unplanned = 0;  // also what was planned before `today` and not done
  std::optional<Time> oldest{};
};
std::vector<CrewLoad> crew_loads(View const& view, Time now, Time today);

}  // namespace cityhall
