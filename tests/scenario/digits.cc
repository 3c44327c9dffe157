#include "digits.h"

#include <bit>

namespace cityhall::scenario {

std::string from_digits(std::string_view text, std::string_view letters) {
  auto const each = static_cast<int>(std::bit_width(letters.size())) - 1;  // bits of a letter
  std::string bytes;
  unsigned held = 0;
  int bits = 0;
  for (char const letter : text) {
    auto const value = letters.find(letter);
    if (value == std::string_view::npos) continue;
    held = (held << static_cast<unsigned>(each)) | static_cast<unsigned>(value);
    bits += each;
    if (bits < 8) continue;
    bits -= 8;
    bytes += static_cast<char>((held >> static_cast<unsigned>(bits)) & 0xffU);
  }
  return bytes;
}

}  // namespace cityhall::scenario
