#pragma once
// The declaration of this module.

#include "services/module.h"

namespace cityhall {
/// What the city maintains: the list, and a page with the history of each thing.
Module assets_module();
}  // namespace cityhall
