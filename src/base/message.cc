#include "base/message.h"

#include <cstring>
#include <stdexcept>

namespace cityhall {
namespace {

std::string fill(std::string_view pattern, std::vector<std::pair<std::string, std::string>> const& values) {
  std::string out;
  out.reserve(pattern.size() + 32);
  while (!pattern.empty()) {
    auto const open = pattern.find('{');
    out += pattern.substr(0, open);
    if (open == std::string_view::npos) break;
    auto const close = pattern.find('}', open);
    if (close == std::string_view::npos) return out += pattern.substr(open);
    auto const name = pattern.substr(open + 1, close - open - 1);
    auto const value = std::find_if(values.begin(), values.end(), [&](auto const& v) { return v.first == name; });
    if (value != values.end()) out += value->second;
    else out += pattern.substr(open, close - open + 1);
    pattern.remove_prefix(close + 1);
  }
  return out;
}

std::string_view english_form(Message const& message) {
  return message.plural_id.empty() || message.count == 1 ? message.id : message.plural_id;
}

std::uint32_t word_at(std::string_view bytes, std::size_t offset) {
  if (offset + 4 > bytes.size()) throw std::runtime_error{"truncated .mo file"};
  std::uint32_t word = 0;
  std::memcpy(&word, bytes.data() + offset, 4);
  return word;
}

std::string_view string_at(std::string_view mo, std::size_t table, std::uint32_t index) {
  auto const length = word_at(mo, table + 8 * index);
  auto const offset = word_at(mo, table + 8 * index + 4);
  if (std::size_t{offset} + length > mo.size()) throw std::runtime_error{"truncated .mo file"};
  return mo.substr(offset, length);
}

std::vector<std::string> split_at_zero(std::string_view text) {
  std::vector<std::string> parts;
  for (std::size_t start = 0; start <= text.size();) {
    auto const end = std::min(text.find('\0', start), text.size());
    parts.emplace_back(text.substr(start, end - start));
    start = end + 1;
  }
  return parts;
}

}  // namespace

Message Message::with(std::string name, std::string value) && {
  values.emplace_back(std::move(name), std::move(value));
  return std::move(*this);
}
Message Message::with(std::string name, std::string value) const& { return Message{*this}.with(std::move(name), std::move(value)); }

// Format: GNU gettext manual, "The Format of GNU MO Files". Only the byte order of this machine is written by our build.
Catalogue Catalogue::from_mo(std::string_view mo) {
  if (word_at(mo, 0) != 0x950412de) throw std::runtime_error{"not a .mo file"};
  auto const count = word_at(mo, 8);
  auto const originals = word_at(mo, 12);
  auto const translations = word_at(mo, 16);
  Catalogue catalogue;
  for (std::uint32_t i = 0; i < count; ++i) {
    auto const original = string_at(mo, originals, i);
    catalogue.forms_.emplace(original.substr(0, original.find('\0')), split_at_zero(string_at(mo, translations, i)));
  }
  return catalogue;
}

std::string_view Catalogue::find(std::string_view id, long count) const {
  auto const found = forms_.find(id);
  if (found == forms_.end() || found->second.empty()) return {};
  // English and Spanish share one plural rule: "n != 1".
  return found->second.size() > 1 && count != 1 ? found->second[1] : found->second[0];
}

void Translations::add(std::string language, Catalogue catalogue) {
  catalogues_.insert_or_assign(std::move(language), std::move(catalogue));
}

std::string Translations::text(Message const& message, std::string_view language) const {
  auto const catalogue = catalogues_.find(language);
  auto const translated = catalogue == catalogues_.end() ? std::string_view{} : catalogue->second.find(message.id, message.count);
  return fill(translated.empty() ? english_form(message) : translated, message.values);
}

std::string in_english(Message const& message) { return fill(english_form(message), message.values); }

}  // namespace cityhall
