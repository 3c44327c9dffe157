#pragma once
#include "services/module.h"

namespace cityhall {
/// Reporting, tracking, public requests.
Module issues_module();
}  // namespace cityhall
