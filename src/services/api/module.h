#pragma once
// The module of the JSON API.
#include "services/module.h"

namespace cityhall {
/// The JSON API of the kernel's nouns, its OpenAPI document, and the page that explains it.
Module api_module();
}  // namespace cityhall
