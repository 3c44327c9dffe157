#pragma once
// A dispatcher decides about an operation that did not fit.

#include <string_view>

#include "kernel/tasks/conflict.h"

namespace cityhall {

/// Applies it after all, as the crew recorded it; the work order and its case go on from there. Appends the operation's event and
/// `task.conflict_settled`. Needs `issues.dispatch`. Throws Refusal: not_found, conflict "operation.settled".
void accept_conflict(Unit& unit, std::string_view operation_id, std::string_view how = {});
/// The same with what the dispatcher made of it: kind, note, minutes, materials and outcome count. What the crew recorded stays as it is.
void accept_changed(Unit& unit, std::string_view operation_id, TaskOperation const& changed, std::string_view how = {});
/// It does not count; `how` says why. Appends `task.conflict_settled`.
void discard_conflict(Unit& unit, std::string_view operation_id, std::string_view how);

}  // namespace cityhall
