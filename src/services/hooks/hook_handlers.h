#pragma once
// The administrators' pages of web hooks: load, one verb, answer.

#include "services/hooks/hook.h"
#include "services/module.h"

namespace cityhall {
/// Every page of web hooks for administrators.
std::vector<Route> hook_page_routes();
/// The one that a call to …/hooks/{hook}/… is about; nobody has looked yet whether it exists.
HookId asked_hook(Call const& call);
}
