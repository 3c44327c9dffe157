#pragma once
// The module's declaration: read it first when you enter the folder.
#include "services/module.h"

namespace cityhall {
/// Reporting, tracking, public requests.
Module issues_module();
}  // namespace cityhall
