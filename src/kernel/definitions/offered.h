#pragma once
// What a city offers through a channel, in the orders in which people look for it.

#include <string_view>
#include <vector>

#include "kernel/definitions/definition_set.h"

namespace cityhall {

/// The services offered through a channel ("web", "kiosk"), in the order of their titles in that language.
std::vector<DefinitionPtr> offered_through(DefinitionSet const& definitions, std::string_view channel, std::string_view language);
/// The services of a group; with an empty id those that are in none.
std::vector<DefinitionPtr> in_group(std::vector<DefinitionPtr> const& services, std::string_view group);
/// The services that fit a situation.
std::vector<DefinitionPtr> in_situation(std::vector<DefinitionPtr> const& services, std::string_view situation);

}  // namespace cityhall
