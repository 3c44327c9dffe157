#pragma once
// The module's declaration: read it first when you enter the folder.
#include "services/module.h"

namespace cityhall {
/// Calls and text messages.
Module telephony_module();
}  // namespace cityhall
