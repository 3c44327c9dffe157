#pragma once
// The city's look, and the page of all components.

#include "services/module.h"

namespace cityhall {
Module look_module();
}  // namespace cityhall
