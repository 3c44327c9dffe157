#pragma once
// The module's declaration: read it first when you enter the folder.
#include "services/module.h"

namespace cityhall {
/// The inbox, the case page, the manager's overview.
Module desk_module();
}  // namespace cityhall
