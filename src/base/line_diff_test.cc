#include "base/line_diff.h"

#include <gtest/gtest.h>

#include <string>

namespace cityhall {
namespace {

/// "-old +new  same ~", a line each.
std::string shown(std::string_view before, std::string_view after, std::size_t context = 1) {
  std::string out;
  for (auto const& line : line_diff(before, after, context))
    out += std::string{" -+~"[static_cast<std::size_t>(line.change)]} + std::string{line.text} + '|';
  return out;
}

TEST(LineDiff, OfEqualTextsIsOneSkip) {
  EXPECT_EQ(shown("a\nb\n", "a\nb\n"), "~|");
  EXPECT_EQ(shown("", ""), "");
}

TEST(LineDiff, ShowsWhatWentAndWhatCameWithTheLinesAround) {
  EXPECT_EQ(shown("a\nb\nc\nd\ne\n", "a\nb\nX\nd\ne\n"), "~| b|-c|+X| d|~|");
  EXPECT_EQ(shown("a\nc\n", "a\nb\nc\n"), " a|+b| c|");
  EXPECT_EQ(shown("a\nb\nc\n", "b\n", 0), "-a|~|-c|");
  EXPECT_EQ(shown("a\n", "b\n"), "-a|+b|");
}

TEST(LineDiff, KeepsTheLongestCommonLines) { EXPECT_EQ(shown("x\na\nb\ny\nc\n", "a\nz\nb\nc\n", 9), "-x| a|+z| b|-y| c|"); }

}  // namespace
}  // namespace cityhall
