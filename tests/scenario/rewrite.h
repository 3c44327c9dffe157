#pragma once
// Writes what the program answers today into a scenario: `./test --rebaseline`.

#include <string>

#include "play.h"

namespace cityhall::scenario {

/// The text of the scenario with status, place, JSON and XML values, events and mails as they were played. What a person chose to look
/// at (contains, lacks, matches, keep) stays as it is. Kept values are written as {name}.
std::string rewrite(Scenario const& scenario, Report const& result);

}  // namespace cityhall::scenario
