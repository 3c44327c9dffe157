#include <map>
#include <regex>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/io.h"
#include "base/message.h"
#include "kernel/look/colour.h"
#include "kernel/look/palette.h"

namespace cityhall {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

Colour colour(std::string_view text) { return read_colour(text).value(); }

TEST(Colour, ReadsAndWritesHexadecimal) {
  EXPECT_EQ(colour_text(colour("#B4410e")), "#b4410e");
  for (auto const* wrong : {"", "b4410e", "#b4410", "#b4410ee", "#b4410g", "#-14410", "red", "# 4410e"})
    EXPECT_FALSE(read_colour(wrong)) << wrong;
}

TEST(Colour, ContrastIsAsWcagDefinesIt) {
  EXPECT_NEAR(contrast(colour("#000000"), colour("#ffffff")), 21, 0.001);
  EXPECT_NEAR(contrast(colour("#777777"), colour("#ffffff")), 4.478, 0.001);  // the well-known grey that just fails
  EXPECT_NEAR(contrast(colour("#767676"), colour("#ffffff")), 4.542, 0.001);
  EXPECT_DOUBLE_EQ(contrast(colour("#123456"), colour("#123456")), 1);
}

TEST(Colour, NearestIsNearAndPasses) {
  auto const white = colour("#ffffff");
  auto const readable = [&](Colour tried) { return contrast(tried, white) >= 4.5; };
  auto const found = nearest_passing(colour("#777777"), readable);
  ASSERT_TRUE(found);
  EXPECT_TRUE(readable(*found));
  EXPECT_GT(contrast(*found, colour("#777777")), 1.0);
  EXPECT_LT(contrast(*found, colour("#777777")), 1.1) << "a hair darker, no more";
  EXPECT_FALSE(nearest_passing(colour("#777777"), [](Colour) { return false; }));
}

// One list in the style sheets, one here: the same.
TEST(Palette, IsWhatTheStyleSheetsSay) {
  for (auto const scheme : {Scheme::light, Scheme::dark}) {
    auto const sheet = [](char const* name) { return read_file(std::string{CITYHALL_SOURCE_DIR} + "/ui/styles/" + name); };
    static std::regex const rule{R"(--([a-z-]+): (#[0-9a-f]{6});)"};
    std::map<std::string, std::string> said;
    for (auto const& text : {sheet("light.css"), scheme == Scheme::dark ? sheet("dark.css") : std::string{}})
      for (std::sregex_iterator found{text.begin(), text.end(), rule}, end; found != end; ++found)
        said[(*found)[1].str()] = (*found)[2].str();
    for (auto const& [name, shown] : full_palette({}, scheme)) EXPECT_EQ(said[std::string{name}], shown) << name;
    for (auto const name : city_colour_names)
      EXPECT_EQ(colour_named(shipped_colours(scheme), name), token(full_palette({}, scheme), name)) << name;
  }
}

TEST(Palette, WhatIsShippedCanBeRead) {
  for (auto const scheme : {Scheme::light, Scheme::dark}) {
    EXPECT_THAT(colour_faults({}, scheme), IsEmpty());
    EXPECT_THAT(own_palette({}, scheme), IsEmpty());
    auto const all = full_palette({}, scheme);
    for (auto const* strong : {"action", "action-strong"})
      EXPECT_GE(contrast(colour(token(all, "on-action")), colour(token(all, strong))), 4.5) << strong;
    EXPECT_GE(contrast(colour(token(all, "on-alert")), colour(token(all, "alert"))), 4.5);
  }
}

TEST(Palette, NamesThePairThatFailsAndOffersTheNearest) {
  auto const faults = colour_faults({.link = "#8fb4d9"}, Scheme::light);
  ASSERT_EQ(faults.size(), 2U);
  EXPECT_EQ(faults[0].field, "look.light.link");
  EXPECT_EQ(faults[0].code, "contrast");
  EXPECT_THAT(in_english(faults[0].message), HasSubstr("#8fb4d9 on the page background #fcfaf7 has a contrast of 2."));
  EXPECT_EQ(faults[1].code, "offer");
  auto const mended = with_offers({.link = "#8fb4d9"}, Scheme::light);
  EXPECT_THAT(in_english(faults[1].message), HasSubstr(mended.link));
  EXPECT_THAT(colour_faults(mended, Scheme::light), IsEmpty());
}

TEST(Palette, BlamesTheGroundThatTheCityChanged) {
  auto const faults = colour_faults({.paper = "#6b6b6b"}, Scheme::light);
  ASSERT_FALSE(faults.empty());
  EXPECT_EQ(faults[0].field, "look.light.paper");
  EXPECT_THAT(colour_faults(with_offers({.paper = "#6b6b6b"}, Scheme::light), Scheme::light), IsEmpty());
}

TEST(Palette, RefusesWhatIsNoColour) {
  auto const faults = colour_faults({.ink = "navy"}, Scheme::dark);
  ASSERT_EQ(faults.size(), 1U);
  EXPECT_EQ(faults[0].field, "look.dark.ink");
  EXPECT_EQ(shown_colours({.ink = "navy"}, Scheme::dark).ink, "#eef3f6");
}

// Any six colours: what is offered can be read, whatever was typed.
TEST(Palette, OffersAlwaysEndWithSomethingReadable) {
  unsigned state = 7;
  auto const any = [&] {
    state = state * 1664525U + 1013904223U;
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text{"#"};
    for (unsigned shift = 8; shift < 32; shift += 4) text += digits[(state >> shift) & 15U];
    return text;
  };
  for (int round = 0; round < 40; ++round)
    for (auto const scheme : {Scheme::light, Scheme::dark}) {
      CityColours const typed{.link = any(), .action = any(), .good = any(), .alert = any()};
      EXPECT_THAT(colour_faults(with_offers(typed, scheme), scheme), IsEmpty()) << typed.link << typed.action << typed.good;
      // The strong colours choose their own words: white or black.
      auto const all = full_palette(typed, scheme);
      for (auto const& [words, ground] : {std::pair{"on-action", "action"}, {"on-action", "action-strong"}, {"on-alert", "alert"}})
        EXPECT_GE(contrast(colour(token(all, words)), colour(token(all, ground))), 4.5) << ground << typed.action << typed.alert;
    }
}

}  // namespace
}  // namespace cityhall
