#pragma once
#include "services/module.h"

namespace cityhall {
/// Start page, services, service pages.
Module portal_module();
}  // namespace cityhall
