#include "base/readability.h"

#include <algorithm>

#include "base/text.h"

namespace cityhall {
namespace {

constexpr std::size_t words_least = 8;
constexpr double grade_most = 8;
constexpr double inflesz_least = 55;

bool is_ascii_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
/// Every byte of a letter beyond ASCII is such a one; punctuation such as “ and – (three bytes, E2 …) is sorted out by its first byte.
bool is_beyond_ascii(char c) { return static_cast<unsigned char>(c) >= 0x80; }

/// How many bytes of a word stand at the beginning of `text`.
std::size_t word_bytes(std::string_view text) {
  if (text.empty()) return 0;
  if (is_ascii_letter(text[0]) || text[0] == '\'') return 1;
  auto const first = static_cast<unsigned char>(text[0]);
  return first >= 0xC3 && first <= 0xDF && text.size() > 1 && is_beyond_ascii(text[1]) ? 2 : 0;
}

bool ends_sentence(char c) { return c == '.' || c == '!' || c == '?' || c == ':'; }
bool is_blank(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }

bool has_vowel_sound(char c) { return std::string_view{"aeiouy"}.find(c) != std::string_view::npos; }

std::size_t english_syllables(std::string_view word) {
  std::string letters;
  for (char const c : to_lower_ascii(word))
    if (is_ascii_letter(c)) letters += c;
  if (!letters.empty() && letters.back() == 'e') letters.pop_back();
  std::size_t count = 0;
  for (std::size_t i = 0; i < letters.size(); ++i)
    if (has_vowel_sound(letters[i]) && (i == 0 || !has_vowel_sound(letters[i - 1]))) ++count;
  return std::max<std::size_t>(count, 1);
}

enum class Sound { consonant, strong, weak };

/// á é í ó ú (and their capitals) begin a syllable's core as strong vowels do; ü is weak.
Sound accented_sound(unsigned char second) {
  switch (second | 0x20U) {
    case 0xA1:
    case 0xA9:
    case 0xAD:
    case 0xB3:
    case 0xBA:
      return Sound::strong;
    case 0xBC:
      return Sound::weak;
    default:
      return Sound::consonant;
  }
}

Sound plain_sound(char c) {
  if (c == 'a' || c == 'e' || c == 'o') return Sound::strong;
  return c == 'i' || c == 'u' || c == 'y' ? Sound::weak : Sound::consonant;
}

std::vector<Sound> sounds_of(std::string_view word) {
  std::vector<Sound> sounds;
  auto const lower = to_lower_ascii(word);
  for (std::size_t i = 0; i < lower.size(); ++i) {
    bool const two_bytes = static_cast<unsigned char>(lower[i]) == 0xC3 && i + 1 < lower.size();
    sounds.push_back(two_bytes ? accented_sound(static_cast<unsigned char>(lower[++i])) : plain_sound(lower[i]));
  }
  return sounds;
}

struct Counts {
  double words = 0;
  double sentences = 0;
  double syllables = 0;
};

Counts count(std::string_view text, std::size_t (*syllables)(std::string_view)) {
  auto const words = words_in(text);
  Counts counts{.words = static_cast<double>(std::max<std::size_t>(words.size(), 1)),
                .sentences = static_cast<double>(std::max<std::size_t>(sentences_in(text).size(), 1))};
  for (auto const word : words) counts.syllables += static_cast<double>(syllables(word));
  return counts;
}

}  // namespace

std::vector<std::string_view> words_in(std::string_view text) {
  std::vector<std::string_view> words;
  for (std::size_t at = 0; at < text.size();) {
    auto end = at;
    while (auto const more = word_bytes(text.substr(end))) end += more;
    if (end > at) words.push_back(text.substr(at, end - at));
    at = std::max(end, at + 1);
  }
  return words;
}

std::vector<std::string_view> sentences_in(std::string_view text) {
  std::vector<std::string_view> sentences;
  std::size_t start = 0;
  auto const cut = [&](std::size_t end) {
    auto const one = trim(text.substr(start, end - start));
    if (!words_in(one).empty()) sentences.push_back(one);
    start = end;
  };
  for (std::size_t i = 0; i < text.size(); ++i)
    if (ends_sentence(text[i]) && (i + 1 == text.size() || is_blank(text[i + 1]))) cut(i + 1);
  cut(text.size());
  return sentences;
}

std::size_t spanish_syllables(std::string_view word) {
  std::size_t count = 0;
  std::size_t strong = 0;
  bool inside = false;
  auto const end_group = [&] {
    if (inside) count += std::max<std::size_t>(strong, 1);
    inside = false;
    strong = 0;
  };
  for (auto const sound : sounds_of(word)) {
    if (sound == Sound::consonant) end_group();
    else inside = true;
    if (sound == Sound::strong) ++strong;
  }
  end_group();
  return std::max<std::size_t>(count, 1);
}

double english_grade(std::string_view text) {
  auto const counts = count(text, english_syllables);
  return 0.39 * counts.words / counts.sentences + 11.8 * counts.syllables / counts.words - 15.59;
}

double spanish_ease(std::string_view text) {
  auto const counts = count(text, spanish_syllables);
  return 206.835 - 62.3 * counts.syllables / counts.words - counts.words / counts.sentences;
}

std::optional<Readability> readability_of(std::string_view text, std::string_view language) {
  if (words_in(text).size() < words_least) return std::nullopt;
  if (language == "en") {
    auto const grade = english_grade(text);
    return Readability{ReadingScale::grade, grade, grade <= grade_most};
  }
  if (language != "es") return std::nullopt;
  auto const ease = spanish_ease(text);
  return Readability{ReadingScale::inflesz, ease, ease >= inflesz_least};
}

}  // namespace cityhall
