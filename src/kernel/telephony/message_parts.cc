#include <algorithm>
#include <array>

#include "kernel/telephony/texts.h"

namespace cityhall {
namespace {

/// Letters of the basic GSM alphabet (3GPP TS 23.038, 6.2.1) beyond ASCII that our languages use.
constexpr std::array<std::string_view, 24> gsm_letters{"£", "¥", "è", "é", "ù", "ì", "ò", "Ç", "Ø", "ø", "Å", "å",
                                                       "Æ", "æ", "ß", "É", "¡", "Ä", "Ö", "Ñ", "Ü", "§", "¿", "ñ"};
constexpr std::string_view two_septets = "^{}\\[~]|";

/// Length in septets; 0 when a letter is not in the alphabet.
std::size_t gsm_length(std::string_view text) {
  std::size_t septets = 0;
  for (std::size_t i = 0; i < text.size();) {
    if (static_cast<unsigned char>(text[i]) < 0x80) {
      if (text[i] == '`') return 0;
      septets += two_septets.find(text[i]) != std::string_view::npos ? 2U : 1U;
      ++i;
      continue;
    }
    if (std::find(gsm_letters.begin(), gsm_letters.end(), text.substr(i, 2)) == gsm_letters.end()) return 0;
    ++septets;
    i += 2;
  }
  return septets;
}

std::size_t utf16_length(std::string_view text) {
  std::size_t units = 0;
  for (char const letter : text) {
    auto const byte = static_cast<unsigned char>(letter);
    if ((byte & 0xC0U) != 0x80U) ++units;
    if (byte >= 0xF0U) ++units;
  }
  return units;
}

}  // namespace

std::size_t message_parts(std::string_view text) {
  if (text.empty()) return 1;
  if (auto const septets = gsm_length(text); septets > 0) return septets <= 160 ? 1 : (septets + 152) / 153;
  auto const units = utf16_length(text);
  return units <= 70 ? 1 : (units + 66) / 67;
}

}  // namespace cityhall
