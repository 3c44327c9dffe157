#pragma once
// The module's declaration: read it first when you enter the folder.
#include "services/module.h"

namespace cityhall {
/// The city's services on a public device.
Module kiosk_module();
}  // namespace cityhall
