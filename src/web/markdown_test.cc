#include "web/markdown.h"

#include <gtest/gtest.h>

namespace cityhall::web {
namespace {

std::string shown(std::string_view text) { return render(markdown(text)); }

TEST(Markdown, WritesWhatPeopleUse) {
  EXPECT_EQ(shown("**By 6**, [report](/services/a?b=1&c=2)"),
            "<p><strong>By 6</strong>, <a href=\"/services/a?b=1&amp;c=2\">report</a></p>\n");
  EXPECT_EQ(shown("- one\n- two"), "<ul>\n<li>one</li>\n<li>two</li>\n</ul>\n");
}

TEST(Markdown, LinksBareAddresses) {
  EXPECT_EQ(shown("See (https://example.org/a_b?c=1)."),
            "<p>See (<a href=\"https://example.org/a_b?c=1\">https://example.org/a_b?c=1</a>).</p>\n");
  EXPECT_EQ(shown("http://a.example, http://b.example"),
            "<p><a href=\"http://a.example\">http://a.example</a>, <a href=\"http://b.example\">http://b.example</a></p>\n");
  EXPECT_EQ(shown("[https://a.example](/b) xhttps://a.example https://"), "<p><a href=\"/b\">https://a.example</a> xhttps://a.example https://</p>\n");
}

TEST(Markdown, KeepsThePagesOwnHeadingAlone) { EXPECT_EQ(shown("# Top"), "<h2>Top</h2>\n"); }

TEST(Markdown, LetsATableScroll) { EXPECT_EQ(shown("| a |\n|---|\n| b |").find("<div class=\"scroll\" tabindex=\"0\"><table>"), 0U); }

TEST(Markdown, LetsEachOfManyTablesScroll) {
  std::string text;
  std::string expected;
  for (int i = 0; i < 20'000; ++i) {
    text += "|a|\n|-|\n\n";
    expected += "<div class=\"scroll\" tabindex=\"0\"><table>\n<thead>\n<tr>\n<th>a</th>\n</tr>\n</thead>\n</table></div>\n";
  }
  EXPECT_TRUE(shown(text) == expected);
}

TEST(Markdown, LeavesOutRawHtml) {
  EXPECT_EQ(shown("<script>alert(1)</script>"), "");
  EXPECT_EQ(shown("a <img src=x onerror=alert(1)> b"), "<p>a  b</p>\n");
}

TEST(Markdown, PlantsNoScriptInALink) {
  for (auto const* link : {"[x](javascript:alert(1))", "[x](JaVaScRiPt:alert(1))", "[x](data:text/html,y)", "[x](java&#x0A;script:z)"})
    EXPECT_EQ(shown(link).find("script:"), std::string::npos) << link;
}

TEST(Markdown, ShowsNoPictureOfAnotherHost) {
  EXPECT_EQ(shown("![words](https://example.org/a.png)"), "<p>words</p>\n");
  EXPECT_EQ(shown("![words](//example.org/a.png)"), "<p>words</p>\n");
}

TEST(Markdown, SurvivesWhatIsNoText) { EXPECT_EQ(shown(std::string_view{"\0\xff", 2}).find("<p>"), 0U); }

}  // namespace
}  // namespace cityhall::web
