#pragma once
// Operations that could not be applied: kept until a dispatcher has decided. Nothing that a crew recorded is dropped.

#include "kernel/tasks/task.h"

namespace cityhall {

/// What a dispatcher did with it.
enum class ConflictDecision { none, accepted, changed, discarded, settled };
std::string_view to_text(ConflictDecision decision);

struct TaskConflict {
  TaskOperation operation{};
  TaskId task{};
  std::string task_number{};
  std::string by{};
  std::string why{};       // in English
  Time at{};
  ConflictDecision decision = ConflictDecision::none;
  std::string how{};       // in the dispatcher's words; may be empty
  std::string settled_by{};
};

/// Operations that nobody has decided about yet, oldest first. Needs no permission of its own: the routes ask for it.
std::vector<TaskConflict> open_conflicts(View const& view, std::size_t most = 100);
std::size_t count_conflicts(View const& view);
std::optional<TaskConflict> conflict_by_id(View const& view, std::string_view operation_id);
/// What the actor recorded since then and did not fit, newest first, with what was decided.
std::vector<TaskConflict> own_conflicts(View const& view, Time since);
/// A dispatcher says what was done about it. Appends `task.conflict_settled`. Needs `issues.dispatch`. Throws Refusal: invalid without
/// words, not_found, conflict "operation.settled".
void settle_conflict(Unit& unit, std::string_view operation_id, std::string_view how);
/// The same with the decision as a word; `how` may be empty unless it is discarded.
void settle_conflict_as(Unit& unit, std::string_view operation_id, ConflictDecision decision, std::string_view how);

}  // namespace cityhall
