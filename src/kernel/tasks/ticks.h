#pragma once
// What is ticked of a work order's check list. The list itself is of the service: fieldwork/check_list.h.

#include "kernel/tasks/task.h"

namespace cityhall {

struct Tick {
  std::string item{};
  std::string by{};
  Time at{};  // as the device recorded it
};
std::vector<Tick> ticks_of(View const& view, TaskId task);
/// Ticks the item, or takes the tick away. What is so already stays as it is.
void set_tick(Unit& unit, TaskId task, Tick const& tick, bool ticked);

}  // namespace cityhall
