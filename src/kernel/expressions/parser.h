#pragma once
// Text to tree. Internal to this folder.

#include "kernel/expressions/tree.h"

namespace cityhall {

/// The tree, not yet checked; or the first syntax error.
Result<NodePointer, ExpressionError> parse_expression(std::string_view text);
bool is_reserved_word(std::string_view word);

}  // namespace cityhall
