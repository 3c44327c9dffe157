#pragma once
// The module that docs/guides/write-a-module.md builds.

#include "services/module.h"

namespace cityhall {
/// Sentences that residents leave for the city.
Module suggestions_module();
}  // namespace cityhall
