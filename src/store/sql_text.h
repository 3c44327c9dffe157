#pragma once
// SQL text as tokens: enough to translate migrations and to read the tables out of them.

#include <string>
#include <string_view>
#include <vector>

namespace cityhall::store {

struct SqlToken {
  enum class Kind { word, number, string, symbol, comment, space };
  Kind kind = Kind::space;
  std::string_view text;
  int line = 1;
};

/// Every byte of `text` is in exactly one token. A quote that never ends makes the rest one string.
std::vector<SqlToken> sql_tokens(std::string_view text);
/// Equal as SQL words, whatever the case.
bool is_word(SqlToken const& token, std::string_view word);

}  // namespace cityhall::store
