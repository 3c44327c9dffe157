#pragma once
// The module's declaration: read it first when you enter the folder.
#include "services/module.h"

namespace cityhall {
/// The map of the city: tiles and pictures.
Module maps_module();
}  // namespace cityhall
