#pragma once
// Lengths of time as clerks write them.

#include <string>
#include <string_view>

namespace cityhall::studio {

/// The code of what was typed in words: "24 hours" → "PT24H", "3 business days" and "3 días hábiles" → "P3BD", "2 weeks" → "P14D".
/// What is no such words comes back as it is: the checker says what is wrong with it.
std::string period_code(std::string_view typed);

}  // namespace cityhall::studio
