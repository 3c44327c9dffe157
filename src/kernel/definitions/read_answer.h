#pragma once
// One answer: from what a form or a client sent to the value that is kept.

#include <memory>
#include <optional>
#include <string>

#include "base/json_fwd.h"
#include "base/refusal.h"
#include "kernel/definitions/question.h"

namespace cityhall {

/// No value: nothing was answered. `error` is set when the answer cannot be taken.
struct ReadAnswer {
  std::shared_ptr<Json> value{};
  std::optional<FieldError> error{};
};

/// Type and limits of the question; not whether it is asked or must be answered, and not its `check`.
ReadAnswer read_answer(Question const& question, Json const& given);

}  // namespace cityhall
