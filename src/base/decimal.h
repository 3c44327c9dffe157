#pragma once
// Exact decimal numbers: money before it is rounded to cents, rates, measurements. No binary floating point anywhere.

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace cityhall {

/// What happens to the digits that are cut off.
enum class Rounding {
  half_up,    // to the nearest, a tie away from zero (what people call rounding)
  half_even,  // to the nearest, a tie to the even digit
  up,         // away from zero
  down,       // toward zero
};

/// A whole number of at most 38 digits divided by a power of ten of at most 38. Always kept in its shortest form, so that equal
/// numbers are equal values. A result that needs more digits is an error, never an approximation; division alone rounds (see below).
class Decimal {
 public:
  static constexpr int digits_max = 38;
  static constexpr int quotient_places = 18;

  Decimal() = default;
  Decimal(std::int64_t whole);
  /// "12.50", "-.5", "1e3". Refuses anything else, including blanks, and numbers of more than 38 digits.
  static Result<Decimal> parse(std::string_view text);
  static Decimal from_cents(std::int64_t cents);

  /// Shortest form without exponent: "12.5", "-0.006", "0".
  std::string to_string() const;
  /// With exactly that many places, rounded half-up: "12.50".
  std::string to_string(int places) const;
  /// Nothing when it does not fit 64 bits.
  std::optional<std::int64_t> to_cents(Rounding rounding = Rounding::half_up) const;
  /// The whole part, the fraction cut off. Nothing when it does not fit 64 bits.
  std::optional<std::int64_t> to_integer() const;
  /// With at most `places` places; negative places round to tens, hundreds. Nothing when the result has more than 38 digits.
  std::optional<Decimal> checked_round(int places, Rounding rounding) const;
  Decimal rounded(int places, Rounding rounding = Rounding::half_up) const;

  bool is_whole() const { return scale_ == 0; }
  int sign() const { return coefficient_ < 0 ? -1 : coefficient_ > 0 ? 1 : 0; }
  Decimal operator-() const;

  /// Nothing when the exact result has more than 38 digits.
  static std::optional<Decimal> checked_add(Decimal const& a, Decimal const& b);
  static std::optional<Decimal> checked_subtract(Decimal const& a, Decimal const& b);
  static std::optional<Decimal> checked_multiply(Decimal const& a, Decimal const& b);
  /// Rounded half-even to 18 places. Nothing when `b` is zero or the result has more than 38 digits.
  static std::optional<Decimal> checked_divide(Decimal const& a, Decimal const& b);

  /// As above; throw std::overflow_error where those give nothing.
  friend Decimal operator+(Decimal const& a, Decimal const& b);
  friend Decimal operator-(Decimal const& a, Decimal const& b);
  friend Decimal operator*(Decimal const& a, Decimal const& b);
  friend Decimal operator/(Decimal const& a, Decimal const& b);

  friend bool operator==(Decimal const& a, Decimal const& b) = default;
  friend std::strong_ordering operator<=>(Decimal const& a, Decimal const& b);

 private:
  __extension__ typedef __int128 Wide;  // 38 digits fit
  struct Arithmetic;                    // the wide steps in between, in decimal.cc

  Wide coefficient_ = 0;
  int scale_ = 0;  // value = coefficient / 10^scale; no trailing zero in the fraction
};

}  // namespace cityhall
