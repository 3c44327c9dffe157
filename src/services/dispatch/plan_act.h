#pragma once
// What a dispatcher did on the board in one go: one work order moved, or a whole day put in another order. It can be undone.

#include <string>
#include <string_view>
#include <vector>

#include "kernel/tasks/plan.h"

namespace cityhall {

using PlanActId = Id<struct PlanActTag>;

struct PlanMove {
  TaskId task{};
  TaskSlot slot{};
  std::int64_t seen = 0;  // the revision of the plan that the person saw
};

struct PlanAct {
  PlanActId id{};
  AccountId account{};
  std::string day{};                // "2027-03-02": the board on which it is shown
  std::vector<PlanMove> undoing{};  // what takes it back: where each stood, and its revision after the act
  bool undone = false;
};

/// All moves or none of them; `day` is the board's. Throws Refusal as plan_task.
PlanActId plan_together(Unit& unit, std::vector<PlanMove> const& moves, std::string_view day);
/// Puts everything back where it stood, unless somebody moved a part of it since: then nothing. Throws Refusal: not_found, conflict
/// "plan.undone", and as plan_task.
PlanAct undo_plan(Unit& unit, PlanActId id);
std::optional<PlanAct> plan_act(View const& view, PlanActId id);
/// Job: what was done a month ago cannot be undone any more.
void forget_plan_acts(City& city);

}  // namespace cityhall
