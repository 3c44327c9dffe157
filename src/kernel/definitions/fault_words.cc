#include "kernel/definitions/fault_words.h"

#include <algorithm>
#include <optional>

namespace cityhall {
namespace {

using Values = std::vector<std::pair<std::string, std::string>>;

bool is_place_name(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

/// A form up to its next place to fill in, the name of that place, and what follows.
struct Piece {
  std::string_view literal;
  std::string_view place;  // empty at the end of the form
  std::string_view rest;
};

Piece next_piece(std::string_view form) {
  for (auto open = form.find('{'); open != std::string_view::npos; open = form.find('{', open + 1)) {
    auto const close = form.find('}', open);
    if (close == std::string_view::npos) break;
    auto const name = form.substr(open + 1, close - open - 1);
    if (is_place_name(name)) return {form.substr(0, open), name, form.substr(close + 1)};
  }
  return {form, {}, {}};
}

/// What stands in the places of the form; nothing when the text has another form. A value ends where the next literal begins.
std::optional<Values> values_in(std::string_view text, std::string_view form) {
  Values values;
  auto piece = next_piece(form);
  if (!text.starts_with(piece.literal)) return {};
  text.remove_prefix(piece.literal.size());
  while (!piece.place.empty()) {
    auto const name = piece.place;
    piece = next_piece(piece.rest);
    if (piece.place.empty() && !text.ends_with(piece.literal)) return {};
    auto const end = piece.place.empty() ? text.size() - piece.literal.size() : text.find(piece.literal);
    if (end == std::string_view::npos || end == 0) return {};
    values.emplace_back(name, text.substr(0, end));
    text.remove_prefix(end + piece.literal.size());
  }
  return text.empty() ? std::optional{values} : std::nullopt;
}

std::string said(std::string_view english, std::vector<Message> const& forms, Translations const& translations, std::string_view language);

/// Values are words of the file, except those that are text of ours.
std::string value_in(std::pair<std::string, std::string> const& value, Translations const& translations, std::string_view language) {
  auto const& [name, text] = value;
  if (name == "problem") return said(text, expression_problems(), translations, language);
  if (name == "called" || name == "about") return translations.text({.id = text}, language);
  return text;
}

std::string said(std::string_view english, std::vector<Message> const& forms, Translations const& translations, std::string_view language) {
  auto message = recognised(english, forms);
  if (message.empty()) return std::string{english};
  for (auto& value : message.values) value.second = value_in(value, translations, language);
  return translations.text(message, language);
}

}  // namespace

Message recognised(std::string_view english, std::vector<Message> const& forms) {
  // What stands there word by word comes before what has places: "{seq:6}" in a sentence is no place.
  for (auto const& form : forms)
    if (form.id == english) return form;
  for (auto const& form : forms)
    if (auto values = values_in(english, form.id)) return {.id = form.id, .values = *std::move(values)};
  return {};
}

Fault in_language(Fault fault, Translations const& translations, std::string_view language) {
  fault.message = said(fault.message, fault_sentences(), translations, language);
  fault.fix = said(fault.fix, fault_remedies(), translations, language);
  return fault;
}

std::vector<Fault> in_language(std::vector<Fault> faults, Translations const& translations, std::string_view language) {
  if (language == "en") return faults;
  for (auto& fault : faults) fault = in_language(std::move(fault), translations, language);
  return faults;
}

}  // namespace cityhall
