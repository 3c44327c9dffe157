#pragma once
// Task chains: inspect, repair, restore. When the work order of one step is done, the next one is made, in the same commit; the case stays
// open until the last step.

#include <string>
#include <string_view>
#include <vector>

#include "kernel/cases/case.h"

namespace cityhall {

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
/// Where the service has a plan and the case no chain: this work order is its first step.
void begin_service_plan(Unit& unit, Case const& report, TaskId first);
/// After a work order was done: makes the next. True while steps are left, so that the case waits; a step for which there is no crew
/// waits for a dispatcher (appends `task.next_waits`).
bool continue_chain(Unit& unit, CaseId case_id, TaskId done);
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
