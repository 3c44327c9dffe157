#pragma once
// How hard a text is to read: one formula for each language that the program ships.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cityhall {

enum class ReadingScale {
  grade,    // years of school that a reader needs (Flesch-Kincaid, 1975); English
  inflesz,  // 0 … 100, higher is easier (Szigriszt-Pazos, 1993, read on the INFLESZ scale of Barrio-Cantalejo, 2008); Spanish
};

struct Readability {
  ReadingScale scale = ReadingScale::grade;
  double value = 0;
  bool plain = true;  // grade 8 or below; INFLESZ 55 ("normal") or above
};

/// Nothing for a language without a formula, and for texts of fewer than 8 words: the formulas say nothing about those.
std::optional<Readability> readability_of(std::string_view text, std::string_view language);

/// 0.39 words per sentence + 11.8 syllables per word − 15.59
double english_grade(std::string_view text);
/// 206.835 − 62.3 syllables per word − words per sentence
double spanish_ease(std::string_view text);
/// Of a Spanish word: strong vowels are a syllable each, weak ones lean on their neighbours unless accented ("ciu-dad", "dí-a").
std::size_t spanish_syllables(std::string_view word);

/// Letters and apostrophes in a row, as in "Don't"; of any Latin alphabet.
std::vector<std::string_view> words_in(std::string_view text);
/// Cut after . ! ? and : before a blank; those without a word are left out.
std::vector<std::string_view> sentences_in(std::string_view text);

}  // namespace cityhall
