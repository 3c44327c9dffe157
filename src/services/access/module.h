#pragma once
// The module's declaration: read it first when you enter the folder.
#include "services/module.h"

namespace cityhall {
/// Sign-in, sign-out, passwords.
Module access_module();
}  // namespace cityhall
