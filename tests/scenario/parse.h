#pragma once
// From the text of a scenario to its steps.

#include <string>
#include <string_view>

#include "base/result.h"
#include "model.h"

namespace cityhall::scenario {

/// The error names path, line and what was expected there.
Result<Scenario> parse(std::string path, std::string_view text);

}  // namespace cityhall::scenario
