#pragma once
// The last part of an address as people read it: small letters, digits and hyphens.

#include <string>
#include <string_view>

namespace cityhall {

/// 1 to 80 of a–z, 0–9 and hyphens.
bool is_slug(std::string_view text);
/// "When is my trash picked up?" → "when-is-my-trash-picked-up", at most `most`; empty where no letter is Latin.
std::string slug_from(std::string_view title, std::size_t most = 60);

}  // namespace cityhall
