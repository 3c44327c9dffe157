#pragma once
// Mails some time after the closure: has it held?

#include "kernel/events/event.h"

namespace cityhall {

/// Consumer of case.closed: notes what the definition's `notify` wants later ("on": "after:P7D").
void plan_follow_ups(Unit& unit, Event const& event);
/// Job: mails the reporters whose time has come, unless the request was opened again or rated meanwhile.
void send_follow_ups(City& city);

}  // namespace cityhall
