#include "kernel/cases/duplicates.h"

#include <algorithm>
#include <cstdint>

#include "base/text.h"

namespace cityhall {
namespace {

constexpr double near_weight = 0.5;
constexpr double fresh_weight = 0.2;
constexpr double words_weight = 0.3;
constexpr double words_unknown = 0.5;

/// Three letters in a row as one number each, sorted, each once. Blanks count: they say where a word begins.
std::vector<std::uint32_t> letter_triples(std::string_view text) {
  auto const folded = ' ' + fold(text) + ' ';
  std::vector<std::uint32_t> triples;
  for (std::size_t i = 0; i + 3 <= folded.size(); ++i) {
    std::uint32_t triple = 0;
    for (std::size_t letter = 0; letter < 3; ++letter) triple = (triple << 8U) | static_cast<unsigned char>(folded[i + letter]);
    triples.push_back(triple);
  }
  std::sort(triples.begin(), triples.end());
  triples.erase(std::unique(triples.begin(), triples.end()), triples.end());
  return triples;
}

}  // namespace

std::optional<double> word_likeness(std::string_view a, std::string_view b) {
  if (length(trim(a)) < 3 || length(trim(b)) < 3) return std::nullopt;
  auto const first = letter_triples(a);
  auto const second = letter_triples(b);
  std::vector<std::uint32_t> both;
  std::set_intersection(first.begin(), first.end(), second.begin(), second.end(), std::back_inserter(both));
  return 2.0 * static_cast<double>(both.size()) / static_cast<double>(first.size() + second.size());
}

std::optional<Likeness> likeness(double within_m, Duration span, DuplicateTraits const& fresh, DuplicateTraits const& known) {
  auto const age = fresh.at - known.at;
  if (within_m <= 0 || age < Duration{} || (span > Duration{} && age > span)) return std::nullopt;
  auto const metres = metres_between(fresh.point, known.point);
  if (metres > within_m) return std::nullopt;
  auto const freshness = span > Duration{} ? 1 - static_cast<double>(age.count()) / static_cast<double>(span.count()) : 1.0;
  auto const words = word_likeness(fresh.words, known.words).value_or(words_unknown);
  auto const score = near_weight * (1 - metres / within_m) + fresh_weight * freshness + words_weight * words;
  if (score < least_duplicate_score) return std::nullopt;
  return Likeness{metres, score};
}

}  // namespace cityhall
