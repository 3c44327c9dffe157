#include "base/decimal.h"

#include <gtest/gtest.h>

#include <stdexcept>

namespace cityhall {
namespace {

Decimal dec(std::string_view text) {
  auto const parsed = Decimal::parse(text);
  if (!parsed) throw std::invalid_argument{parsed.error().what};
  return *parsed;
}

std::string const nines(38, '9');

TEST(Decimal, ReadsAndPrintsTheShortestForm) {
  for (auto const& [text, shortest] : std::initializer_list<std::pair<char const*, char const*>>{{"12.50", "12.5"},
                                                                                                 {"0", "0"},
                                                                                                 {"-0.0", "0"},
                                                                                                 {"007", "7"},
                                                                                                 {".5", "0.5"},
                                                                                                 {"-.25", "-0.25"},
                                                                                                 {"1e3", "1000"},
                                                                                                 {"1.5E+2", "150"},
                                                                                                 {"25e-4", "0.0025"},
                                                                                                 {"100", "100"},
                                                                                                 {"0.000", "0"},
                                                                                                 {"0e99", "0"}})
    EXPECT_EQ(dec(text).to_string(), shortest) << text;
  for (auto const* bad :
       {"", "-", ".", "1.", "+1", " 1", "1 ", "1,000", "1e", "1e+", "1.e3", "e3", "0x10", "1.2.3", "--1", "NaN", "1e99999999999"})
    EXPECT_FALSE(Decimal::parse(bad)) << bad;
}

TEST(Decimal, HoldsThirtyEightDigitsAndNoMore) {
  EXPECT_EQ(dec(nines).to_string(), nines);
  EXPECT_FALSE(Decimal::parse("1" + std::string(38, '0')));
  EXPECT_EQ(dec("0." + nines).to_string(), "0." + nines);
  EXPECT_FALSE(Decimal::parse("0." + std::string(38, '0') + "1"));
  EXPECT_EQ(dec("0." + std::string(37, '0') + "10000").to_string(), "0." + std::string(37, '0') + "1");
  EXPECT_FALSE(Decimal::checked_add(dec(nines), Decimal{1}));
  EXPECT_FALSE(Decimal::checked_multiply(dec("1e20"), dec("1e20")));
  EXPECT_EQ(dec("1e30") * dec("1e-30"), Decimal{1});
  EXPECT_THROW(dec(nines) + Decimal{1}, std::overflow_error);
}

TEST(Decimal, AddsAndMultipliesExactly) {
  EXPECT_EQ(dec("0.1") + dec("0.2"), dec("0.3"));
  EXPECT_EQ(dec("12000") * dec("0.006"), Decimal{72});
  EXPECT_EQ(dec("9223372036854775807") * dec("9223372036854775807"), dec("85070591730234615847396907784232501249"));
  EXPECT_EQ(dec("1e20") - dec("0.5"), dec("99999999999999999999.5"));
  EXPECT_EQ(dec("2.5") * dec("0.4"), Decimal{1});
}

TEST(Decimal, DividesToEighteenPlacesHalfEven) {
  EXPECT_EQ(dec("1") / dec("8"), dec("0.125"));
  EXPECT_EQ(dec("2") / dec("3"), dec("0.666666666666666667"));
  EXPECT_EQ(dec("-2") / dec("3"), dec("-0.666666666666666667"));
  EXPECT_EQ(dec("1e-18") / dec("2"), dec("0"));
  EXPECT_EQ(dec("3e-18") / dec("2"), dec("2e-18"));
  EXPECT_FALSE(Decimal::checked_divide(dec("1"), dec("0")));
  EXPECT_FALSE(Decimal::checked_divide(dec("1e30"), dec("3")));
}

TEST(Decimal, ComparesByValueAcrossScales) {
  EXPECT_LT(dec("1.5"), dec("1.50000001"));
  EXPECT_GT(dec("1e37"), dec("0.1"));
  EXPECT_LT(dec("-2"), dec("-1.5"));
  EXPECT_EQ(dec("2.0"), Decimal{2});
  EXPECT_EQ(dec("2.50") <=> dec("2.5"), std::strong_ordering::equal);
}

TEST(Decimal, RoundsAsTold) {
  auto round = [](char const* text, int places, Rounding rounding) { return dec(text).rounded(places, rounding).to_string(); };
  EXPECT_EQ(round("2.345", 2, Rounding::half_up), "2.35");
  EXPECT_EQ(round("-2.345", 2, Rounding::half_up), "-2.35");
  EXPECT_EQ(round("2.345", 2, Rounding::half_even), "2.34");
  EXPECT_EQ(round("2.355", 2, Rounding::half_even), "2.36");
  EXPECT_EQ(round("2.341", 2, Rounding::up), "2.35");
  EXPECT_EQ(round("-2.341", 2, Rounding::up), "-2.35");
  EXPECT_EQ(round("2.349", 2, Rounding::down), "2.34");
  EXPECT_EQ(round("1250", -2, Rounding::half_up), "1300");
  EXPECT_EQ(round("49", -2, Rounding::half_up), "0");
  EXPECT_EQ(round("2.5", 5, Rounding::half_up), "2.5");
  EXPECT_EQ(round("5e37", -50, Rounding::half_up), "0");
  EXPECT_FALSE(dec(nines).checked_round(-1, Rounding::half_up));
}

TEST(Decimal, MeetsCents) {
  EXPECT_EQ(Decimal::from_cents(12550).to_string(), "125.5");
  EXPECT_EQ(Decimal::from_cents(-5).to_string(), "-0.05");
  EXPECT_EQ(dec("125.505").to_cents(), 12551);
  EXPECT_EQ(dec("125.505").to_cents(Rounding::half_even), 12550);
  EXPECT_EQ(dec("1e20").to_cents(), std::nullopt);
  EXPECT_EQ(dec("125.5").to_string(2), "125.50");
  EXPECT_EQ(dec("-0.005").to_string(2), "-0.01");
  EXPECT_EQ(dec("0.004").to_string(2), "0.00");
  EXPECT_EQ(dec("-7.9").to_integer(), -7);
  EXPECT_EQ(dec("-9223372036854775808").to_integer(), INT64_MIN);
  EXPECT_EQ(dec("9223372036854775808").to_integer(), std::nullopt);
}

}  // namespace
}  // namespace cityhall
