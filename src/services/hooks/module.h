#pragma once
// The module of web hooks.
#include "services/module.h"

namespace cityhall {
/// Other systems are told what happens, signed and until they took it.
Module hooks_module();
}  // namespace cityhall
