#pragma once
// Plays a scenario through a door.

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "model.h"
#include "outcome.h"

namespace cityhall::scenario {

/// Opens the scenario's city at its time; made afresh for each scenario.
using OpenDoor = std::function<std::unique_ptr<Door>(Scenario const&)>;
/// Finds the scenario of an `after` line; nothing when there is none.
using FindScenario = std::function<Scenario const*(std::string_view path)>;

struct Played {
  Step const* step;
  Outcome outcome;
};

struct Report {
  std::vector<std::string> differences;  // "path:line: …"; empty: passed
  std::vector<Played> played;            // the steps of the scenario itself, for rewriting
  std::map<std::string, std::string> values;
};

struct Stage {
  OpenDoor open;
  FindScenario find;
  std::map<std::string, std::string> values{};  // known from the start: {open311_key}
  std::string root{};                           // of the repository, for "@path" uploads
};

Report play(Scenario const& scenario, Stage const& stage);

}  // namespace cityhall::scenario
