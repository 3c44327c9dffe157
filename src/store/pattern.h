#pragma once
// Patterns for LIKE.

#include <string>
#include <string_view>

namespace cityhall::store {

/// For `LIKE $1 ESCAPE '!'`: the word anywhere; its own % and _ stand for themselves.
std::string anywhere(std::string_view word);

}  // namespace cityhall::store
