#pragma once
// The parts of the board in their states, for /styles.

#include "services/module.h"

namespace cityhall {
std::vector<Component> dispatch_components();
}  // namespace cityhall
