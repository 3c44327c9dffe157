#pragma once
// The module's declaration: read it first when you enter the folder.
#include "services/module.h"

namespace cityhall {
/// Mail that people write to the city.
Module mailroom_module();
}  // namespace cityhall
