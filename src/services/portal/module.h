#pragma once
// The module's declaration: read it first when you enter the folder.
#include "services/module.h"

namespace cityhall {
/// Start page, services, service pages.
Module portal_module();
}  // namespace cityhall
