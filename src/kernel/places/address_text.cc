#include "kernel/places/address_text.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace cityhall {
namespace {

using Pair = std::pair<std::string_view, std::string_view>;

// From the most common of the United States Postal Service's Publication 28, appendix C, and the directions; sorted.
constexpr std::array<Pair, 36> short_forms{{
    {"alley", "aly"},    {"avenue", "ave"},    {"av", "ave"},         {"boulevard", "blvd"}, {"bridge", "brg"},   {"calle", "cll"},
    {"circle", "cir"},   {"court", "ct"},      {"crescent", "cres"},  {"drive", "dr"},       {"east", "e"},       {"expressway", "expy"},
    {"extension", "ext"}, {"freeway", "fwy"},  {"heights", "hts"},    {"highway", "hwy"},    {"lane", "ln"},      {"mount", "mt"},
    {"north", "n"},      {"northeast", "ne"},  {"northwest", "nw"},   {"parkway", "pkwy"},   {"pky", "pkwy"},     {"place", "pl"},
    {"plaza", "plz"},    {"road", "rd"},       {"route", "rte"},      {"south", "s"},        {"southeast", "se"}, {"southwest", "sw"},
    {"square", "sq"},    {"street", "st"},     {"str", "st"},         {"terrace", "ter"},    {"trail", "trl"},    {"west", "w"},
}};

constexpr std::array<std::string_view, 7> unit_words{"unit", "apt", "apartment", "suite", "ste", "floor", "room"};

std::string_view short_form(std::string_view word) {
  auto const found = std::find_if(short_forms.begin(), short_forms.end(), [&](Pair const& pair) { return pair.first == word; });
  return found == short_forms.end() ? word : found->second;
}

bool begins_unit(std::string_view word) {
  return word.starts_with('#') || std::find(unit_words.begin(), unit_words.end(), word) != unit_words.end();
}

}  // namespace

std::string fold_address(std::string_view text) {
  auto folded = fold(text);
  std::erase_if(folded, [](char letter) { return letter == '.' || letter == '\''; });
  std::replace(folded.begin(), folded.end(), ',', ' ');
  std::string result;
  for (auto const word : split(folded, ' ')) {
    if (word.empty()) continue;
    if (!result.empty() && begins_unit(word)) break;
    if (!result.empty()) result += ' ';
    result += short_form(word);
  }
  return result;
}

}  // namespace cityhall
