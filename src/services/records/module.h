#pragma once
// What the city keeps, how long, and what must not go: retention, legal holds, the wish to be forgotten.

#include "services/module.h"

namespace cityhall {
Module records_module();
}  // namespace cityhall
