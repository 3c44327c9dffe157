#pragma once
// The parts of the tablet in their states, for /styles.

#include "services/module.h"

namespace cityhall {
std::vector<Component> field_components();
}  // namespace cityhall
