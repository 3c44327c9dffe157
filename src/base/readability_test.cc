#include "base/readability.h"

#include <gtest/gtest.h>

namespace cityhall {
namespace {

TEST(Readability, CutsWordsAndSentences) {
  EXPECT_EQ(words_in("Don't park – see señor Núñez.").size(), 5U);
  EXPECT_EQ(sentences_in("One. Two! 3.5 km? And: \n").size(), 4U);
  EXPECT_TRUE(sentences_in(" … ").empty());
}

TEST(Readability, TellsPlainEnglishFromStilted) {
  EXPECT_LT(english_grade("The cat sat on the mat. It was a good mat and a warm one."), 3);
  EXPECT_GT(english_grade("Municipal infrastructure remediation applications necessitate comprehensive documentation."), 20);
}

TEST(Readability, CountsSpanishSyllables) {
  struct Case {
    char const* word;
    std::size_t syllables;
  };
  for (auto const& [word, syllables] :
       {Case{"ciudad", 2}, Case{"día", 2}, Case{"poeta", 3}, Case{"cuidado", 3}, Case{"muy", 1}, Case{"que", 1}, Case{"ahora", 3},
        Case{"pingüino", 3}, Case{"calle", 2}, Case{"y", 1}, Case{"país", 2}, Case{"construcción", 3}, Case{"ÁRBOL", 2}})
    EXPECT_EQ(spanish_syllables(word), syllables) << word;
}

TEST(Readability, TellsPlainSpanishFromStilted) {
  auto const plain = readability_of("Saque la basura el lunes. Ponga el bote junto a la calle. Lo recogemos por la mañana.", "es");
  auto const stilted = readability_of(
      "La administración municipal procederá a la tramitación correspondiente de conformidad con la normativa reguladora vigente.", "es");
  ASSERT_TRUE(plain && stilted);
  EXPECT_TRUE(plain->plain) << plain->value;
  EXPECT_FALSE(stilted->plain) << stilted->value;
}

TEST(Readability, SaysNothingAboutShortTextsAndOtherLanguages) {
  EXPECT_FALSE(readability_of("Too short.", "en"));
  EXPECT_FALSE(readability_of("Das ist ein Satz mit mehr als acht Wörtern, aber auf Deutsch.", "de"));
}

}  // namespace
}  // namespace cityhall
