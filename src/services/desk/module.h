#pragma once
#include "services/module.h"

namespace cityhall {
/// The inbox, the case page, the manager's overview.
Module desk_module();
}  // namespace cityhall
