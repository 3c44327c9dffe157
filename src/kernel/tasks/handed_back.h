#pragma once
// Work orders that a crew handed back and that nobody has in hand yet.

#include "kernel/tasks/task.h"

namespace cityhall {

struct HandedBack {
  Task task{};
  std::string by{};
  std::string why{};  // in the crew's words
  Time at{};
};

/// The oldest first: the case is open, its last work order was handed back, and no other one is under way. The routes ask for a permission.
std::vector<HandedBack> handed_back(View const& view, std::size_t most = 50);

}  // namespace cityhall
