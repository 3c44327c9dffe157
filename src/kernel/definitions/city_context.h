#pragma once
// What the definitions of one city may refer to.

#include "kernel/definitions/check.h"
#include "kernel/unit.h"

namespace cityhall {

/// The shipped context with the city's languages, zone layers and roles, and its other services.
CheckContext check_context(View const& view);

}  // namespace cityhall
