#include "base/slug.h"

#include <algorithm>

#include "base/text.h"

namespace cityhall {
namespace {

bool fits(char letter) { return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9'); }

}  // namespace

bool is_slug(std::string_view text) {
  return !text.empty() && text.size() <= 80 &&
         std::all_of(text.begin(), text.end(), [](char letter) { return fits(letter) || letter == '-'; });
}

std::string slug_from(std::string_view title, std::size_t most) {
  std::string slug;
  for (char const letter : fold(title)) {
    if (fits(letter)) slug += letter;
    else if (!slug.empty() && slug.back() != '-') slug += '-';
  }
  slug.resize(std::min(slug.size(), most));
  while (!slug.empty() && slug.back() == '-') slug.pop_back();
  return slug;
}

}  // namespace cityhall
