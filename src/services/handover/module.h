#pragma once
// The module's declaration: read it first when you enter the folder.
#include "services/module.h"

namespace cityhall {
/// Outside bodies, and the exchange with them.
Module handover_module();
}  // namespace cityhall
