#include "services/content/text_review.h"

#include <gtest/gtest.h>

namespace cityhall::content {
namespace {

std::vector<std::string> found(std::string_view text, std::string_view language = "en") {
  std::vector<std::string> lines;
  for (auto const& finding : review_text(text, language).findings)
    lines.push_back(std::to_string(finding.line) + (finding.weight == Weight::error ? " error: " : " hint: ") + in_english(finding.what));
  return lines;
}

using Lines = std::vector<std::string>;

TEST(TextReview, LeavesAGoodTextAlone) {
  EXPECT_EQ(found("## Hours\n\nWe are open from nine to five. Look at [the list of holidays](/help/holidays) first.\n\n"
                  "| Day | Hours |\n|---|---|\n| Monday | 9–5 |\n\n![The new bridge](/files/1/640.jpg)\n"),
            Lines{});
}

TEST(TextReview, FindsHeadingsOutOfOrder) {
  EXPECT_EQ(found("## One\n\n#### Two\n"), (Lines{"3 error: A level of headings is left out: screen readers list them by level."}));
  EXPECT_EQ(found("##\n"), (Lines{"1 error: This heading is empty."}));
  EXPECT_EQ(found("# One\n").size(), 1U);
}

TEST(TextReview, FindsLinksThatSayNothing) {
  EXPECT_EQ(found("Text.\n\nFor hours [click here](/a).\n"), (Lines{"3 hint: “click here” does not say where the link leads."}));
  EXPECT_EQ(found("[Haga clic aquí.](/a)", "es").size(), 1U);
  EXPECT_EQ(found("[](/a)\n"), (Lines{"1 error: This link has no words."}));
}

TEST(TextReview, FindsPicturesWithoutWordsAndOfOtherSites) {
  EXPECT_EQ(found("![](/files/1/640.jpg)"), (Lines{"1 error: This picture says nothing to those who do not see it."}));
  EXPECT_EQ(found("![A dog](https://example.org/dog.jpg)"), (Lines{"1 error: Pictures of other sites are not shown."}));
}

TEST(TextReview, FindsTablesWithoutHeadsAndHtml) {
  EXPECT_EQ(found("| | Hours |\n|---|---|\n| Monday | 9–5 |\n"), (Lines{"1 error: A column of this table has no heading."}));
  EXPECT_EQ(found("Good.\n\n<b>Bad</b>\n").front(), "3 error: HTML is left out: nobody would see this.");
}

TEST(TextReview, FindsLongSentencesAndHardWords) {
  std::string long_one = "We";
  for (int i = 0; i < 26; ++i) long_one += " go";
  EXPECT_EQ(found(long_one + ".\n").front(), "1 hint: A sentence of 27 words.");
  EXPECT_EQ(found("Municipal infrastructure remediation applications necessitate comprehensive documentation beforehand."),
            (Lines{"1 hint: This paragraph is hard to read."}));
  EXPECT_FALSE(review_text(long_one, "en").has_errors());
}

}  // namespace
}  // namespace cityhall::content
