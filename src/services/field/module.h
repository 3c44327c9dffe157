#pragma once
// The module's declaration: read it first when you enter the folder.
#include "services/module.h"

namespace cityhall {
/// Work orders on the crew's tablet.
Module field_module();
}  // namespace cityhall
