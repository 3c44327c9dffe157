#pragma once
// Delegated reporters and their training.

#include "services/module.h"

namespace cityhall {
/// Pages of delegates, their training, bulk entry and results; delegations and courses for the administrator.
Module delegates_module();
}  // namespace cityhall
