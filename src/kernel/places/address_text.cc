#include "kernel/places/address_text.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace cityhall {
namespace {

using Pair = std::pair<std::string_view, std::string_view>;

// From the most common of the United States Postal Service's Publication 28, appendix C, and the directions; sorted.
constexpr std::array<Pair, 36> short_forms{{
    {"alley", "aly"},     {"avenue", "ave"},   {"av", "ave"},        {"boulevard", "blvd"}, {"bridge", "brg"},   {"calle", "cll"},
    {"circle", "cir"},    {"court", "ct"},     {"crescent", "cres"}, {"drive", "dr"},       {"east", "e"},       {"expressway", "expy"},
    {"extension", "ext"}, {"freeway", "fwy"},  {"heights", "hts"},   {"highway", "hwy"},    {"lane", "ln"},      {"mount", "mt"},
    {"north", "n"},       {"northeast", "ne"}, {"northwest", "nw"},  {"parkway", "pkwy"},   {"pky", "pkwy"},     {"place", "pl"},
    {"plaza", "plz"},     {"road", "rd"},      {"route", "rte"},     {"south", "s"},        {"southeast", "se"}, {"southwest", "sw"},
    {"square", "sq"},     {"street", "st"},    {"str", "st"},        {"terrace", "ter"},    {"trail", "trl"},    {"west", "w"},
}};

constexpr std::array<std::string_view, 7> unit_words{"unit", "apt", "apartment", "suite", "ste", "floor", "room"};

std::string_view short_form(std::string_view word) {
  auto const found = std::find_if(short_forms.begin(), short_forms.end(), [&](Pair const& pair) { return pair.first == word; });
  return found == short_forms.end() ? word : found->second;
}

bool begins_unit(std::string_view word) {
  return word.starts_with('#') || std::find(unit_words.begin(), unit_words.end(), word) != unit_words.end();
}

// Types that have no short form, in the languages of cities that we know.
constexpr std::array<std::string_view, 14> whole_types{"via", "viale", "piazza", "corso",   "vicolo", "largo", "rue",
                                                       "way", "row",   "loop",   "avenida", "camino", "paseo", "di"};

bool is_digit(char letter) { return letter >= '0' && letter <= '9'; }

/// "12", "12b", "12-16", "12/3"; not "2nd".
bool is_house_number(std::string_view word) {
  if (word.empty() || !is_digit(word.front())) return false;
  auto const letters = std::count_if(word.begin(), word.end(), [](char letter) { return letter >= 'a' && letter <= 'z'; });
  return letters <= 1;
}

bool is_postcode(std::string_view word) { return word.size() == 5 && std::all_of(word.begin(), word.end(), is_digit); }

}  // namespace

bool is_street_type(std::string_view word) {
  return std::any_of(short_forms.begin(), short_forms.end(), [&](Pair const& pair) { return pair.second == word; }) ||
         std::find(whole_types.begin(), whole_types.end(), word) != whole_types.end();
}

bool is_begin_of_type(std::string_view typed, std::string_view type) {
  return typed.size() >= 2 && std::any_of(short_forms.begin(), short_forms.end(),
                                          [&](Pair const& pair) { return pair.second == type && pair.first.starts_with(typed); });
}

bool is_misspelt_type(std::string_view typed, std::string_view type) {
  return typed.size() >= 4 && std::any_of(short_forms.begin(), short_forms.end(), [&](Pair const& pair) {
           return pair.second == type && pair.first.size() >= 4 && edit_distance(typed, pair.first) == 1;
         });
}

SplitAddress split_address(std::string_view folded) {
  auto words = split(folded, ' ');
  std::erase(words, std::string_view{});
  auto const join_words = [](auto first, auto last) {
    std::string text;
    for (; first != last; ++first) text.append(text.empty() ? "" : " ").append(*first);
    return text;
  };
  if (!words.empty() && is_house_number(words.front())) return {std::string{words.front()}, join_words(words.begin() + 1, words.end())};
  // "via roma 12 laquila": the last word that may be a number; "via roma 12 67100 laquila": the postcode is it only when nothing else is.
  auto at = words.size();
  for (auto i = words.size(); i-- > 1;)
    if (is_house_number(words[i]) && (at == words.size() || is_postcode(words[at]))) at = i;
  if (at == words.size()) return {{}, std::string{folded}};
  return {std::string{words[at]}, join_words(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(at))};
}

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

std::vector<std::string> streets_of(std::string_view address) {
  std::vector<std::string> streets;
  std::string const folded = fold_address(address);
  for (std::string_view rest = folded; !rest.empty();) {
    auto const end = rest.find(" & ");
    auto street = rest.substr(0, end);
    auto const blank = street.find(' ');
    bool const begins_with_number = !street.empty() && (street.front() >= '0' && street.front() <= '9');
    bool const begins_with_block = street.starts_with("xx ");
    if (blank != std::string_view::npos && (begins_with_number || begins_with_block)) street.remove_prefix(blank + 1);
    if (!street.empty()) streets.emplace_back(street);
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 3);
  }
  return streets;
}

std::string certain_words_of(std::string_view street) {
  auto const all = fold(street);
  std::string words;
  for (auto const word : split(all, ' '))
    if (!word.empty() && short_form(word) == word && !is_street_type(word)) (words += words.empty() ? "" : " ") += word;
  return words.empty() ? all : words;
}

}  // namespace cityhall
