#pragma once
// What crews do to their work orders, and what follows for the case: here tasks and cases meet.

#include "kernel/tasks/task.h"

namespace cityhall {

/// Applies what a crew did. Each operation id counts once. Appends `task.accepted`, `task.en_route`, `task.started`, `task.paused`,
/// `task.done`, `task.noted`, `task.photographed`, `task.declined` or `task.conflict`, and moves the case where its workflow waits for it.
/// Throws Refusal: not_found when the task never was the actor's crew's, invalid for a malformed id.
OperationAnswer apply(Unit& unit, TaskId task, TaskOperation const& operation);
/// The same for a device that sends until it is heard: what the case does not allow is kept as a conflict instead of being refused.
OperationAnswer take_in(Unit& unit, TaskId task, TaskOperation const& operation);
/// Appends `task.cancelled`; the case is told ("work-order-cancelled"). Needs `issues.dispatch`.
void cancel_task(Unit& unit, TaskId task, std::string_view why);

}  // namespace cityhall
