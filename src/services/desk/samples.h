#pragma once
// The inbox's table in its states, for /styles.

#include "services/module.h"

namespace cityhall {
std::vector<Component> desk_components();
}  // namespace cityhall
