#pragma once
// The roll-ups behind figures(): a consumer counts what each service did on each day.

#include "kernel/events/event.h"

namespace cityhall {

std::vector<std::string_view> counted_events();
/// Consumer. Its cursor moves in the same transaction, so each event counts once.
void count_figures(Unit& unit, Event const& event);

}  // namespace cityhall
