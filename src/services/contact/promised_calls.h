#pragma once
// A state or action of a service that creates a call-back: whoever reported is put into the list of those who are to be called.

#include "kernel/events/event.h"

namespace cityhall {

/// Consumer: once for each event. Without a telephone number of the reporter nothing is made.
void promise_call(Unit& unit, Event const& event);

}  // namespace cityhall
