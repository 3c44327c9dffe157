#pragma once
// The module's declaration: read it first when you enter the folder.
#include "services/module.h"

namespace cityhall {
/// Pages, news and banners of the city's own site.
Module content_module();
}  // namespace cityhall
