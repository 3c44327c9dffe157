#pragma once
// Answers of a definition in words.

#include <string>

#include "base/json_fwd.h"
#include "kernel/definitions/question.h"
#include "services/call.h"

namespace cityhall {

/// The option's label, the address, yes or no; a list by commas.
std::string answer_words(Call const& call, Question const& question, Json const& answer);

}  // namespace cityhall
