#include "kernel/places/place_names.h"

#include <algorithm>
#include <map>

#include "base/text.h"
#include "kernel/places/address_text.h"

namespace cityhall {
namespace {

constexpr double weight_of_type = 0.25;
constexpr std::size_t letters_for_one_error = 4;
constexpr std::size_t letters_for_two_errors = 7;
constexpr double score_least = 0.34;
constexpr double like_of_misspelt_type = 0.86;

/// How much a typed word looks like a word of a name: 1 equal, 0 not at all.
double likeness(std::string_view typed, std::string_view word) {
  if (typed == word) return 1;
  if (word.starts_with(typed)) return 0.8 + 0.15 * static_cast<double>(typed.size()) / static_cast<double>(word.size());
  if (typed.size() < letters_for_one_error || word.size() + 2 < typed.size()) return 0;
  // Nobody mistypes the first letter and another one.
  std::size_t const errors_max = typed.size() >= letters_for_two_errors ? 2 : 1;
  auto const begin = word.substr(0, std::min(word.size(), typed.size() + errors_max));
  if (begin.front() != typed.front() && errors_max > 1 && edit_distance(typed, begin) > 1) return 0;
  auto const errors = edit_distance(typed, word);
  if (errors <= errors_max) return errors == 1 ? 0.7 : 0.5;
  // Half typed and misspelt.
  return word.size() > typed.size() && edit_distance(typed, word.substr(0, typed.size())) == 1 && typed.size() > letters_for_one_error
             ? 0.45
             : 0;
}

}  // namespace

PlaceNames::PlaceNames(std::vector<PlaceName> names) : names_{std::move(names)}, weights_(names_.size()) {
  std::map<std::string, std::vector<std::uint32_t>, std::less<>> uses;
  for (std::uint32_t at = 0; at < names_.size(); ++at)
    for (auto const word : split(names_[at].folded, ' ')) {
      if (word.empty()) continue;
      weights_[at] += is_street_type(word) ? weight_of_type : 1;
      auto& list = uses[std::string{word}];
      if (list.empty() || list.back() != at) list.push_back(at);
    }
  for (auto& [text, list] : uses) words_.push_back({text, is_street_type(text) ? weight_of_type : 1, std::move(list)});
}

std::vector<PlaceNames::Match> PlaceNames::matches(std::string_view token) const {
  std::vector<Match> found;
  for (auto const& word : words_) {
    auto like = likeness(token, word.text);
    if (like < 0.9 && word.weight < 1 && is_begin_of_type(token, word.text)) like = 0.9;
    if (like > 0) found.push_back({&word, like});
  }
  if (!found.empty()) return found;
  // It is no name, nor nearly one: then it may be a misspelt type ("stret").
  for (auto const& word : words_)
    if (word.weight < 1 && is_misspelt_type(token, word.text)) found.push_back({&word, like_of_misspelt_type});
  return found;
}

std::vector<NameHit> PlaceNames::find(std::string_view folded, std::size_t most) const {
  std::map<std::uint32_t, double> matched;  // by name
  double typed_weight = 0;
  for (auto const token : split(folded, ' ')) {
    if (token.empty()) continue;
    auto const found = matches(token);
    bool const is_type =
        std::any_of(found.begin(), found.end(), [](Match const& match) { return match.word->weight < 1 && match.likeness > 0.85; });
    auto const token_weight = is_type ? weight_of_type : 1.0;
    typed_weight += token_weight;
    std::map<std::uint32_t, double> best;  // a token counts once for a name
    for (auto const& match : found)
      for (auto const name : match.word->names)
        best[name] = std::max(best[name], match.likeness * std::min(token_weight, match.word->weight));
    for (auto const& [name, value] : best) matched[name] += value;
  }
  std::vector<NameHit> hits;
  for (auto const& [name, sum] : matched) {
    // Words that were not typed yet count less than words that were typed and are not in the name.
    auto const score = sum / (typed_weight + 0.25 * std::max(0.0, weights_[name] - sum));
    if (score >= score_least) hits.push_back({&names_[name], std::min(score, 1.0)});
  }
  auto const count = std::min(most, hits.size());
  std::partial_sort(hits.begin(), hits.begin() + static_cast<std::ptrdiff_t>(count), hits.end(), [](NameHit const& a, NameHit const& b) {
    return a.score != b.score ? a.score > b.score : a.name->folded < b.name->folded;
  });
  hits.resize(count);
  return hits;
}

}  // namespace cityhall
