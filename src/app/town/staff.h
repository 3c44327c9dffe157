#pragma once
// Who works for a town of this size: crews by trade and part of the town, and people with roles.

#include <string>
#include <vector>

#include "app/town/town.h"

namespace cityhall::town {

struct TownCrew {
  std::string name{};
  std::string queues{};  // "streets/*"
  std::string zones{};   // "district:north;district:center"; empty: everywhere
};

/// A small town has one crew of most trades; a larger one has one for each district, a city one for each ward.
std::vector<TownCrew> crews_of(Town const& town);
/// name, queues, zones.
std::string crews_csv(Town const& town);
/// name, email, roles, crew, language: three for each crew, agents and dispatchers as there are residents, and first of all those whom
/// visitors of a demo sign in as.
std::string people_csv(Town const& town);

}  // namespace cityhall::town
