#pragma once
// The parts of the studio in their states, for /styles.

#include "services/module.h"

namespace cityhall::studio {
std::vector<Component> studio_components();
}  // namespace cityhall::studio
