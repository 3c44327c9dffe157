#pragma once
// What residents see without a connection.

#include "services/module.h"

namespace cityhall {
Module offline_module();
}  // namespace cityhall
