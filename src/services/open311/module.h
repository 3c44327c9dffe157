#pragma once
// Open311 GeoReport v2 at /open311/v2: services, requests, tokens, discovery, and two-way updates.

#include "services/module.h"

namespace cityhall {

/// The declaration of the module.
Module open311_module();

}  // namespace cityhall
