#pragma once
#include "services/module.h"

namespace cityhall {
/// Work orders on the crew's tablet.
Module field_module();
}  // namespace cityhall
