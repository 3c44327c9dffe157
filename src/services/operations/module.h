#pragma once
// The module's declaration: read it first when you enter the folder.
#include "services/module.h"

namespace cityhall {
/// Health and metrics.
Module operations_module();
}  // namespace cityhall
