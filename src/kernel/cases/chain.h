#pragma once
// Task chains: inspect, repair, restore. When the work order of one step is done, the next one is made, in the same commit; the case stays
// open until the last step.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/cases/case.h"

namespace cityhall {

struct Task;

struct ChainStep {
  std::string title{};
  std::string queue{};  // empty: that of the case
  TaskId task{};        // 0: waits
  std::optional<Time> done_at{};
};
std::vector<ChainStep> chain_of(View const& view, CaseId id);

/// "Inspect = water", one on each line; the queue may be left out. Throws Refusal(invalid, field "steps").
std::vector<ChainStep> parse_steps(std::string_view lines);

/// Plans the steps of a case that has no chain in progress and makes the first work order. Appends `case.work_planned` and `task.created`.
/// Needs `issues.dispatch`.
void plan_work(Unit& unit, Case& report, std::vector<ChainStep> const& steps);
/// What the next work order of a case is for: the step of its chain on which nobody works, else the first step of a new chain, as the
/// city planned it for the service or as the definition says. Nothing: the case has no steps, or somebody works on one of them.
struct PlannedWork {
  std::vector<ChainStep> steps{};  // the whole chain
  std::size_t position = 0;        // of the step that comes now
  bool fresh = false;              // the chain begins
  ChainStep const& step() const { return steps.at(position); }
};
std::optional<PlannedWork> next_work(Unit& unit, Case const& report);
/// This work order does the step that comes now.
void take_step(Unit& unit, Case const& report, PlannedWork const& work, TaskId task);
/// After a work order was done: makes the next. True while steps are left, so that the case waits; a step for which there is no crew
/// waits for a dispatcher (appends `task.next_waits`). Where nothing was there to be fixed, no other step follows.
bool continue_chain(Unit& unit, Task const& done);
/// Makes the step that waits, after a dispatcher has seen to a crew. Needs `issues.dispatch`. Throws Refusal(conflict).
void resume_chain(Unit& unit, Case& report);

struct TaskPlan {
  std::int64_t id = 0;
  std::string name{};
  std::string service{};  // whose work orders begin with it by themselves; empty: chosen by hand
  std::string steps{};    // as parse_steps reads them
};
std::vector<TaskPlan> task_plans(View const& view);
/// Appends `plan.saved`. Needs `casework.rules`. Throws Refusal(invalid).
std::int64_t save_task_plan(Unit& unit, TaskPlan const& plan);
void delete_task_plan(Unit& unit, std::int64_t id);

}  // namespace cityhall
