#pragma once
// String literals with CEL's quotes and escapes. Internal to this folder.

#include <string>
#include <string_view>

#include "base/result.h"
#include "kernel/expressions/expression.h"

namespace cityhall {

struct StringLiteral {
  std::string value;
  std::size_t length = 0;  // bytes of source, prefix and quotes included
};

/// Does a string literal start here: a quote, or r/R before a quote.
bool starts_string(std::string_view text);
/// Reads the literal at `offset` of `source`.
Result<StringLiteral, ExpressionError> read_string(std::string_view source, std::size_t offset);

}  // namespace cityhall
