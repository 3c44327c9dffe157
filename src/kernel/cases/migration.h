#pragma once
// Running requests move to a new version of their service: by a map that says for every state where it goes.

#include <map>
#include <string>
#include <vector>

#include "kernel/cases/case.h"

namespace cityhall {

/// State of the old versions → state of the new one. A state that keeps its name need not be named.
using StateMap = std::map<std::string, std::string>;

struct MigrationStep {
  int version = 0;  // from
  std::string from{};
  std::string to{};
  std::size_t cases = 0;
};

/// What migrate_cases would do: the open requests of older versions, by version and state.
/// Throws Refusal(invalid, "migration.incomplete") with a field error for every state without a place to go, every state of the map that
/// does not exist, and every one that would end a running request.
std::vector<MigrationStep> plan_migration(View const& view, Definition const& next, StateMap const& map);

/// Moves them: definition and state change, answers stay, the clock follows the new state where the state changes. Closed requests keep
/// their version. Appends `case.migrated` for each. Needs `admin.services`. Throws as plan_migration.
std::vector<MigrationStep> migrate_cases(Unit& unit, DefinitionPtr const& next, StateMap const& map);

}  // namespace cityhall
