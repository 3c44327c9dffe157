#pragma once
// Environments, answers and outcomes as JSON, for vectors and for the comparison with the browser's evaluator.

#include "base/json_fwd.h"
#include "kernel/expressions/expression.h"

namespace cityhall {

/// "dec", "choice:new,deck", ["int"] for a list, {"zone": "string"} for a record. Throws std::invalid_argument on anything else.
Type type_from_json(Json const& json);
Environment environment_from_json(Json const& json);
/// Null answers are left out. Throws std::invalid_argument when an answer is not of its type.
Bindings bindings_from_json(Json const& answers, Environment const& environment);
/// {"value": …}, {"unknown": […]} or {"error": true}.
Json outcome_to_json(Outcome const& outcome);

}  // namespace cityhall
