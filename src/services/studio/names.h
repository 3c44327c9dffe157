#pragma once
// When a state or a question is called otherwise, what refers to it follows.

#include "base/json_fwd.h"

namespace cityhall::studio {

/// `before` and `after` hold the same states and questions in the same order, some with another name. Changes `after`: what leads to a
/// state, notices about it; conditions, texts to be filled in and tests that name a question.
void follow_names(Json const& before, Json& after);

}  // namespace cityhall::studio
