#pragma once
// Turns what happened to a case into notices for its reporter and followers. A module names these functions in its consumers.

#include "kernel/events/event.h"

namespace cityhall {

/// For case.opened, case.replied, case.closed, case.reopened, case.state_changed, task.created …: what the definition's `notify` section
/// asks for, and the public steps that every request has. Harmless when run twice.
void tell_people(Unit& unit, Event const& event);

}  // namespace cityhall
