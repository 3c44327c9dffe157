#pragma once
// Numbers of cases as people type and say them.

#include <set>
#include <string>
#include <string_view>

#include "kernel/definitions/definition_set.h"

namespace cityhall {

/// The numbers that somebody may mean who typed this, in the patterns of the services offered: "27000123", "27 123" and "sr-27-000123" for
/// SR-27-000123. What was typed is one of them. Which of them exist is not asked here.
std::set<std::string> numbers_meant(DefinitionSet const& definitions, std::string_view typed);

}  // namespace cityhall
