#pragma once
// The administrators' pages of web hooks: load, one verb, answer.

#include "services/module.h"

namespace cityhall {
std::vector<Route> hook_page_routes();
}
