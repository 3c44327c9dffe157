#pragma once
#include "services/module.h"

namespace cityhall {
/// Health and metrics.
Module operations_module();
}  // namespace cityhall
