#pragma once
// Every component of the pages with an example of each of its states, made by the functions that the pages themselves use.

#include <span>
#include <vector>

#include "services/module.h"
#include "services/page/page.h"
#include "services/sample.h"

namespace cityhall {

std::span<Component const> control_components();
std::span<Component const> part_components();
std::span<Component const> record_components();
std::span<Component const> plain_components();
std::span<Component const> publication_components();
std::span<Component const> service_components();

}  // namespace cityhall
