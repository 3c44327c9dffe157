#pragma once
// The module's declaration: read it first when you enter the folder.
#include "services/module.h"

namespace cityhall {
/// The pages of those who talk to residents.
Module contact_module();
}  // namespace cityhall
