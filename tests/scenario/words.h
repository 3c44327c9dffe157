#pragma once
// Words of a scenario line: separated by blanks, quoted with "…" (escapes \" \\ \n \r \t \xff), quotes allowed inside a word: a="b c".

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace cityhall::scenario {

struct Word {
  std::string text;
  bool quoted = false;  // began with a quote
};

Result<std::vector<Word>> split_words(std::string_view line);
/// The inverse for one value: quoted when needed.
std::string quote(std::string_view text);

}  // namespace cityhall::scenario
