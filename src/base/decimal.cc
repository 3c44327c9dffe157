#include "base/decimal.h"

#include <array>
#include <stdexcept>

#include <boost/multiprecision/cpp_int.hpp>

namespace cityhall {

/// Everything that may pass 38 digits on the way: 512 bits hold each product and each quotient's numerator exactly.
struct Decimal::Arithmetic {
  using Big = boost::multiprecision::number<
      boost::multiprecision::cpp_int_backend<512, 512, boost::multiprecision::signed_magnitude, boost::multiprecision::unchecked, void>>;

  static Big power_of_ten(int exponent) {
    static auto const table = [] {
      std::array<Big, 3 * digits_max> powers{};
      powers[0] = 1;
      for (std::size_t i = 1; i < powers.size(); ++i) powers[i] = powers[i - 1] * 10;
      return powers;
    }();
    return table.at(static_cast<std::size_t>(exponent));
  }

  static Big big(Decimal const& decimal) { return Big{decimal.coefficient_}; }

  /// The coefficient of `decimal` at a scale not below its own.
  static Big at_scale(Decimal const& decimal, int scale) { return big(decimal) * power_of_ten(scale - decimal.scale_); }

  static std::optional<Decimal> make(Big coefficient, int scale) {
    while (scale > 0 && coefficient % 10 == 0) {
      coefficient /= 10;
      --scale;
    }
    Big const size = abs(coefficient);
    if (size >= power_of_ten(digits_max) || scale > digits_max) return std::nullopt;
    return of(static_cast<Wide>(coefficient), scale);
  }

  /// The short way when nothing can pass 128 bits.
  static Decimal shortest(Wide coefficient, int scale) {
    while (scale > 0 && coefficient % 10 == 0) {
      coefficient /= 10;
      --scale;
    }
    return of(coefficient, scale);
  }

  static Decimal of(Wide coefficient, int scale) {
    Decimal result;
    result.coefficient_ = coefficient;
    result.scale_ = scale;
    return result;
  }

  static bool is_small(Decimal const& decimal) {
    return decimal.coefficient_ >= INT64_MIN && decimal.coefficient_ <= INT64_MAX && decimal.scale_ <= digits_max / 2;
  }

  static Big divide(Big const& numerator, Big const& denominator, Rounding rounding) {
    Big quotient = numerator / denominator;
    Big const rest = numerator % denominator;
    if (rest == 0 || rounding == Rounding::down) return quotient;
    Big const away = (numerator < 0) == (denominator < 0) ? 1 : -1;
    if (rounding == Rounding::up) return quotient + away;
    Big const twice = abs(rest) * 2;
    Big const whole = abs(denominator);
    bool const past_half = twice > whole || (twice == whole && (rounding == Rounding::half_up || quotient % 2 != 0));
    return past_half ? Big{quotient + away} : quotient;
  }

  static std::string text(Big const& coefficient, int scale) {
    std::string digits = Big{abs(coefficient)}.str();
    auto const places = static_cast<std::size_t>(scale);
    if (digits.size() <= places) digits.insert(0, places + 1 - digits.size(), '0');
    if (scale > 0) digits.insert(digits.size() - places, ".");
    return coefficient < 0 ? "-" + digits : digits;
  }
};

Decimal::Decimal(std::int64_t whole) : coefficient_{whole} {}

Decimal Decimal::from_cents(std::int64_t cents) { return Arithmetic::shortest(cents, 2); }

namespace {

constexpr std::size_t text_bytes_max = 100;

struct Digits {
  std::string digits;  // without leading zeros
  int scale = 0;
};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::optional<int> read_exponent(std::string_view text) {
  bool const negative = !text.empty() && text[0] == '-';
  if (!text.empty() && (text[0] == '-' || text[0] == '+')) text.remove_prefix(1);
  if (text.empty()) return std::nullopt;
  int exponent = 0;
  for (char const c : text) {
    if (!is_digit(c)) return std::nullopt;
    exponent = std::min(exponent * 10 + (c - '0'), 100'000);
  }
  return negative ? -exponent : exponent;
}

std::optional<Digits> read_digits(std::string_view text) {
  Digits result;
  bool any = false;
  bool after_point = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    char const c = text[i];
    if (is_digit(c)) {
      any = true;
      if (c != '0' || !result.digits.empty()) result.digits += c;
      if (after_point) ++result.scale;
    } else if (c == '.' && !after_point && i + 1 < text.size()) {
      after_point = true;
    } else if ((c == 'e' || c == 'E') && any) {
      auto const exponent = read_exponent(text.substr(i + 1));
      if (!exponent || text[i - 1] == '.') return std::nullopt;
      result.scale -= *exponent;
      return result;
    } else {
      return std::nullopt;
    }
  }
  return any ? std::optional{result} : std::nullopt;
}

void to_shortest(Digits& number) {
  while (number.scale > 0 && !number.digits.empty() && number.digits.back() == '0') {
    number.digits.pop_back();
    --number.scale;
  }
}

}  // namespace

Result<Decimal> Decimal::parse(std::string_view text) {
  if (text.size() > text_bytes_max) return Error{"a decimal number may be 100 characters long"};
  bool const negative = !text.empty() && text[0] == '-';
  auto number = read_digits(negative ? text.substr(1) : text);
  if (!number) return Error{"'" + std::string{text} + "' is not a decimal number such as 12.50"};
  if (number->digits.empty()) return Decimal{};
  to_shortest(*number);
  int const padding = std::max(0, -number->scale);
  if (number->scale > digits_max || padding > digits_max || number->digits.size() + static_cast<std::size_t>(padding) > digits_max)
    return Error{"'" + std::string{text} + "' has more than 38 digits"};
  number->digits.append(static_cast<std::size_t>(padding), '0');
  Wide coefficient = 0;
  for (char const c : number->digits) coefficient = coefficient * 10 + (c - '0');
  return Arithmetic::of(negative ? -coefficient : coefficient, std::max(0, number->scale));
}

std::string Decimal::to_string() const { return Arithmetic::text(Arithmetic::big(*this), scale_); }

std::string Decimal::to_string(int places) const {
  auto const scaled = Arithmetic::at_scale(*this, std::max(scale_, places));
  return Arithmetic::text(
      scale_ <= places ? scaled : Arithmetic::divide(scaled, Arithmetic::power_of_ten(scale_ - places), Rounding::half_up), places);
}

std::optional<std::int64_t> Decimal::to_integer() const {
  auto const whole = Arithmetic::divide(Arithmetic::big(*this), Arithmetic::power_of_ten(scale_), Rounding::down);
  if (whole < INT64_MIN || whole > INT64_MAX) return std::nullopt;
  return static_cast<std::int64_t>(whole);
}

std::optional<std::int64_t> Decimal::to_cents(Rounding rounding) const {
  auto const cents = checked_multiply(*this, Decimal{100});
  auto const whole = cents ? cents->checked_round(0, rounding) : std::nullopt;
  return whole ? whole->to_integer() : std::nullopt;
}

std::optional<Decimal> Decimal::checked_round(int places, Rounding rounding) const {
  if (places >= scale_) return *this;
  if (places < -digits_max) places = -digits_max - 1;  // all the same from there: nothing, or too large
  auto const kept = Arithmetic::divide(Arithmetic::big(*this), Arithmetic::power_of_ten(scale_ - places), rounding);
  return places >= 0 ? Arithmetic::make(kept, places) : Arithmetic::make(kept * Arithmetic::power_of_ten(-places), 0);
}

Decimal Decimal::rounded(int places, Rounding rounding) const {
  auto const result = checked_round(places, rounding);
  if (!result) throw std::overflow_error{"a decimal of more than 38 digits"};
  return *result;
}

Decimal Decimal::operator-() const { return Arithmetic::of(-coefficient_, scale_); }

std::optional<Decimal> Decimal::checked_add(Decimal const& a, Decimal const& b) {
  if (a.scale_ == b.scale_ && Arithmetic::is_small(a) && Arithmetic::is_small(b))
    return Arithmetic::shortest(a.coefficient_ + b.coefficient_, a.scale_);
  int const scale = std::max(a.scale_, b.scale_);
  return Arithmetic::make(Arithmetic::at_scale(a, scale) + Arithmetic::at_scale(b, scale), scale);
}

std::optional<Decimal> Decimal::checked_subtract(Decimal const& a, Decimal const& b) { return checked_add(a, -b); }

std::optional<Decimal> Decimal::checked_multiply(Decimal const& a, Decimal const& b) {
  int const scale = a.scale_ + b.scale_;
  // Two 64-bit factors make at most 38 digits, but 2^126 has 38 digits too: the product always fits.
  if (Arithmetic::is_small(a) && Arithmetic::is_small(b)) return Arithmetic::shortest(a.coefficient_ * b.coefficient_, scale);
  return Arithmetic::make(Arithmetic::big(a) * Arithmetic::big(b), scale);
}

std::optional<Decimal> Decimal::checked_divide(Decimal const& a, Decimal const& b) {
  if (b.coefficient_ == 0) return std::nullopt;
  auto const numerator = Arithmetic::big(a) * Arithmetic::power_of_ten(b.scale_ + quotient_places);
  auto const denominator = Arithmetic::big(b) * Arithmetic::power_of_ten(a.scale_);
  return Arithmetic::make(Arithmetic::divide(numerator, denominator, Rounding::half_even), quotient_places);
}

namespace {
Decimal or_throw(std::optional<Decimal> const& result) {
  if (!result) throw std::overflow_error{"a decimal of more than 38 digits, or a division by zero"};
  return *result;
}
}  // namespace

Decimal operator+(Decimal const& a, Decimal const& b) { return or_throw(Decimal::checked_add(a, b)); }
Decimal operator-(Decimal const& a, Decimal const& b) { return or_throw(Decimal::checked_subtract(a, b)); }
Decimal operator*(Decimal const& a, Decimal const& b) { return or_throw(Decimal::checked_multiply(a, b)); }
Decimal operator/(Decimal const& a, Decimal const& b) { return or_throw(Decimal::checked_divide(a, b)); }

std::strong_ordering operator<=>(Decimal const& a, Decimal const& b) {
  if (a.scale_ == b.scale_) return a.coefficient_ <=> b.coefficient_;
  int const scale = std::max(a.scale_, b.scale_);
  auto const difference = Decimal::Arithmetic::at_scale(a, scale).compare(Decimal::Arithmetic::at_scale(b, scale));
  return difference <=> 0;
}

}  // namespace cityhall
