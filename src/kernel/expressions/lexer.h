#pragma once
// Words of an expression. Internal to this folder.

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "kernel/expressions/expression.h"

namespace cityhall {

enum class TokenKind { name, integer, decimal, string, symbol, end };

struct Token {
  TokenKind kind = TokenKind::end;
  std::size_t offset = 0;
  std::size_t length = 0;
  std::string text{};  // of a string: its value, escapes replaced; otherwise as written
};

/// All tokens, the last one of kind `end`; or the first fault.
Result<std::vector<Token>, ExpressionError> read_tokens(std::string_view text);

}  // namespace cityhall
