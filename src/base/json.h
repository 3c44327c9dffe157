#pragma once
// JSON that keeps the order of members. This header is heavy (1 s): headers that only name the type include json_fwd.h.

#include <nlohmann/json.hpp>

#include "base/json_fwd.h"
#include "base/result.h"

namespace cityhall {

struct JsonLimits {
  std::size_t bytes = 4U * 1024 * 1024;
  int depth = 64;
};

/// Strict RFC 8259: valid UTF-8, no comments, no doubled member names, nothing after the value.
/// The error names line, column and fault.
Result<Json> parse_json(std::string_view text, JsonLimits limits = {});
/// Compact, for storage and answers.
std::string to_text(Json const& json);
/// The text member `name`, or empty.
std::string text_of(Json const& object, std::string_view name);

}  // namespace cityhall
