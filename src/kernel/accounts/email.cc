#include <algorithm>

#include "base/text.h"
#include "kernel/accounts/account.h"

namespace cityhall {
namespace {

/// What RFC 5322 allows in an address without quotes; also letters of other scripts (RFC 6531).
bool is_atom_letter(char letter) {
  constexpr std::string_view signs = "!#$%&'*+-/=?^_`{|}~.";
  auto const byte = static_cast<unsigned char>(letter);
  return byte >= 0x80 || (letter >= '0' && letter <= '9') || (letter >= 'a' && letter <= 'z')
      || signs.find(letter) != std::string_view::npos;
}

bool is_domain_letter(char letter) {
  auto const byte = static_cast<unsigned char>(letter);
  return byte >= 0x80 || (letter >= '0' && letter <= '9') || (letter >= 'a' && letter <= 'z') || letter == '-';
}

bool is_dotted(std::string_view text) {
  auto const parts = split(text, '.');
  return std::none_of(parts.begin(), parts.end(), [](std::string_view part) { return part.empty(); });
}

bool is_domain(std::string_view text) {
  auto const labels = split(text, '.');
  return labels.size() >= 2 && std::all_of(labels.begin(), labels.end(), [](std::string_view label) {
           return !label.empty() && label.size() <= 63 && label.front() != '-' && label.back() != '-' &&
                  std::all_of(label.begin(), label.end(), is_domain_letter);
         });
}

}  // namespace

std::optional<std::string> normal_email(std::string_view text) {
  auto email = to_lower_ascii(trim(text));
  auto const at = email.rfind('@');
  if (email.size() > 254 || at == std::string::npos || at == 0 || at > 64 || !is_utf8(email)) return {};
  std::string_view const local = std::string_view{email}.substr(0, at);
  if (!std::all_of(local.begin(), local.end(), is_atom_letter) || !is_dotted(local)) return {};
  if (!is_domain(std::string_view{email}.substr(at + 1))) return {};
  return email;
}

}  // namespace cityhall
