#include "kernel/definitions/local_text.h"

#include <algorithm>

namespace cityhall {

std::string const* LocalText::find(std::string_view language) const {
  auto const found = std::find_if(texts_.begin(), texts_.end(), [&](auto const& entry) { return entry.first == language; });
  return found == texts_.end() ? nullptr : &found->second;
}

void LocalText::set(std::string language, std::string text) {
  auto const found = std::find_if(texts_.begin(), texts_.end(), [&](auto const& entry) { return entry.first == language; });
  if (found == texts_.end()) texts_.emplace_back(std::move(language), std::move(text));
  else found->second = std::move(text);
}

std::string_view LocalText::in(std::string_view language) const {
  if (texts_.empty()) return {};
  if (auto const* text = find(language)) return *text;
  if (auto const* text = find(language.substr(0, language.find('-')))) return *text;
  if (auto const* text = find("en")) return *text;
  return texts_.front().second;
}

bool LocalText::has(std::string_view language) const { return find(language) != nullptr; }

}  // namespace cityhall
