#include "kernel/expressions/functions.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "base/text.h"
#include "kernel/expressions/duration_text.h"

namespace cityhall {
namespace {

using Arguments = std::span<Value const>;

template <class T>
T const& at(Arguments arguments, std::size_t index) {
  return *arguments[index].get<T>();
}

std::string const& text(Arguments arguments, std::size_t index) { return at<std::string>(arguments, index); }
Outcome integer(std::size_t value) { return Value{static_cast<std::int64_t>(value)}; }
Outcome integer(unsigned value) { return Value{std::int64_t{value}}; }

template <class T>
Outcome value_or_fault(std::optional<T> const& value, char const* message) {
  return value ? Outcome{Value{*value}} : fault(message);
}

// --- text and lists
Outcome size_of_text(Arguments a) { return integer(length(text(a, 0))); }
Outcome size_of_list(Arguments a) { return integer(at<Value::List>(a, 0).size()); }
Outcome contains(Arguments a) { return Value{text(a, 0).find(text(a, 1)) != std::string::npos}; }
Outcome starts_with(Arguments a) { return Value{text(a, 0).starts_with(text(a, 1))}; }
Outcome ends_with(Arguments a) { return Value{text(a, 0).ends_with(text(a, 1))}; }

// --- conversions
Outcome same(Arguments a) { return a[0]; }
Outcome integer_of_decimal(Arguments a) { return value_or_fault(at<Decimal>(a, 0).to_integer(), "too large for an int"); }
Outcome integer_of_text(Arguments a) {
  std::int64_t value = 0;
  auto const& digits = text(a, 0);
  auto const read = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return read.ec == std::errc{} && read.ptr == digits.data() + digits.size() ? Outcome{Value{value}} : fault("not an int");
}
Outcome decimal_of_text(Arguments a) {
  auto const decimal = Decimal::parse(text(a, 0));
  return decimal ? Outcome{Value{*decimal}} : fault(decimal.error().what);
}
Outcome text_of_truth(Arguments a) { return Value{at<bool>(a, 0) ? "true" : "false"}; }
Outcome text_of_integer(Arguments a) { return Value{std::to_string(at<std::int64_t>(a, 0))}; }
Outcome text_of_decimal(Arguments a) { return Value{at<Decimal>(a, 0).to_string()}; }
Outcome text_of_date(Arguments a) { return Value{to_iso(at<Date>(a, 0))}; }
Outcome text_of_duration(Arguments a) { return Value{to_iso(at<Duration>(a, 0))}; }
Outcome date_of_text(Arguments a) { return value_or_fault(parse_date(text(a, 0)), "not a date such as 2027-03-02"); }
Outcome duration_of_text(Arguments a) { return value_or_fault(parse_duration(text(a, 0)), "not a duration such as P3D or PT1H30M"); }

// --- numbers
Outcome round_half_up(Decimal const& number, std::int64_t places) {
  auto const clamped = static_cast<int>(std::clamp<std::int64_t>(places, -Decimal::digits_max - 1, Decimal::digits_max));
  return value_or_fault(number.checked_round(clamped, Rounding::half_up), "more than 38 digits");
}
Outcome round_whole(Arguments a) { return round_half_up(at<Decimal>(a, 0), 0); }
Outcome round_places(Arguments a) { return round_half_up(at<Decimal>(a, 0), at<std::int64_t>(a, 1)); }
Outcome floor_of(Arguments a) {
  auto const& number = at<Decimal>(a, 0);
  return value_or_fault(number.checked_round(0, number.sign() < 0 ? Rounding::up : Rounding::down), "more than 38 digits");
}
Outcome ceil_of(Arguments a) {
  auto const& number = at<Decimal>(a, 0);
  return value_or_fault(number.checked_round(0, number.sign() < 0 ? Rounding::down : Rounding::up), "more than 38 digits");
}
Outcome absolute_integer(Arguments a) {
  auto const number = at<std::int64_t>(a, 0);
  return number == INT64_MIN ? fault("too large for an int") : Outcome{Value{number < 0 ? -number : number}};
}
Outcome absolute_decimal(Arguments a) {
  auto const& number = at<Decimal>(a, 0);
  return Value{number.sign() < 0 ? -number : number};
}
template <class T>
Outcome smaller(Arguments a) {
  return at<T>(a, 1) < at<T>(a, 0) ? a[1] : a[0];
}
template <class T>
Outcome larger(Arguments a) {
  return at<T>(a, 0) < at<T>(a, 1) ? a[1] : a[0];
}

// --- dates and durations
Outcome year_of(Arguments a) { return Value{static_cast<int>(at<Date>(a, 0).year())}; }
Outcome month_of(Arguments a) { return integer(static_cast<unsigned>(at<Date>(a, 0).month())); }
Outcome day_of(Arguments a) { return integer(static_cast<unsigned>(at<Date>(a, 0).day())); }
Outcome weekday_of(Arguments a) { return integer(std::chrono::weekday{std::chrono::sys_days{at<Date>(a, 0)}}.iso_encoding()); }

Outcome move_by_months(Date const& from, std::int64_t months) {
  constexpr std::int64_t months_max = 12 * 10'000;  // more leaves the four-digit years anyway
  if (months < -months_max || months > months_max) return fault("a date has a year from 0000 to 9999");
  Date moved = from + std::chrono::months{months};
  if (!moved.ok()) moved = moved.year() / moved.month() / std::chrono::last;
  auto const year = static_cast<int>(moved.year());
  return year < 0 || year > 9999 ? fault("a date has a year from 0000 to 9999") : Outcome{Value{moved}};
}
Outcome add_months(Arguments a) { return move_by_months(at<Date>(a, 0), at<std::int64_t>(a, 1)); }
Outcome add_years(Arguments a) {
  auto const years = std::clamp<std::int64_t>(at<std::int64_t>(a, 1), -20'000, 20'000);
  return move_by_months(at<Date>(a, 0), 12 * years);
}
std::int64_t whole_years(Date const& from, Date const& to) {
  auto const years = static_cast<int>(to.year()) - static_cast<int>(from.year());
  bool const before_anniversary = std::pair{to.month(), to.day()} < std::pair{from.month(), from.day()};
  return before_anniversary ? years - 1 : years;
}
Outcome years_between(Arguments a) {
  auto const& from = at<Date>(a, 0);
  auto const& to = at<Date>(a, 1);
  return Value{to < from ? -whole_years(to, from) : whole_years(from, to)};
}
Outcome days_of_integer(Arguments a) {
  auto const days = at<std::int64_t>(a, 0);
  constexpr std::int64_t days_max = 3'652'500;
  return days < -days_max || days > days_max ? fault("a duration is at most 10,000 years")
                                             : Outcome{Value{Duration{std::chrono::days{days}}}};
}
template <std::int64_t unit_micros>
Outcome whole_units(Arguments a) {
  return Value{at<Duration>(a, 0).count() / unit_micros};
}
Outcome milliseconds_of(Arguments a) { return Value{at<Duration>(a, 0).count() / 1'000 % 1'000}; }

constexpr std::int64_t micros_a_second = 1'000'000;
using enum CallForm;
constexpr std::array table{
    Function{"size", "s", 'i', either, size_of_text},
    Function{"size", "l", 'i', either, size_of_list},
    Function{"contains", "ss", 'b', method, contains},
    Function{"startsWith", "ss", 'b', method, starts_with},
    Function{"endsWith", "ss", 'b', method, ends_with},
    Function{"int", "i", 'i', function, same},
    Function{"int", "n", 'i', function, integer_of_decimal},
    Function{"int", "s", 'i', function, integer_of_text},
    Function{"dec", "n", 'm', function, same},
    Function{"dec", "s", 'm', function, decimal_of_text},
    Function{"string", "s", 's', function, same},
    Function{"string", "b", 's', function, text_of_truth},
    Function{"string", "i", 's', function, text_of_integer},
    Function{"string", "n", 's', function, text_of_decimal},
    Function{"string", "d", 's', function, text_of_date},
    Function{"string", "p", 's', function, text_of_duration},
    Function{"date", "s", 'd', function, date_of_text},
    Function{"duration", "s", 'p', function, duration_of_text},
    Function{"duration", "p", 'p', function, same},
    Function{"days", "i", 'p', function, days_of_integer},
    Function{"round", "m", 'm', function, round_whole},
    Function{"round", "mi", 'm', function, round_places},
    Function{"floor", "m", 'm', function, floor_of},
    Function{"ceil", "m", 'm', function, ceil_of},
    Function{"abs", "i", 'i', function, absolute_integer},
    Function{"abs", "m", 'm', function, absolute_decimal},
    Function{"min", "ii", 'i', function, smaller<std::int64_t>},
    Function{"min", "nn", 'm', function, smaller<Decimal>},
    Function{"min", "dd", 'd', function, smaller<Date>},
    Function{"min", "pp", 'p', function, smaller<Duration>},
    Function{"max", "ii", 'i', function, larger<std::int64_t>},
    Function{"max", "nn", 'm', function, larger<Decimal>},
    Function{"max", "dd", 'd', function, larger<Date>},
    Function{"max", "pp", 'p', function, larger<Duration>},
    Function{"year", "d", 'i', method, year_of},
    Function{"month", "d", 'i', method, month_of},
    Function{"day", "d", 'i', method, day_of},
    Function{"weekday", "d", 'i', method, weekday_of},
    Function{"addMonths", "di", 'd', method, add_months},
    Function{"addYears", "di", 'd', method, add_years},
    Function{"yearsBetween", "dd", 'i', function, years_between},
    Function{"getDays", "p", 'i', method, whole_units<86'400 * micros_a_second>},
    Function{"getHours", "p", 'i', method, whole_units<3'600 * micros_a_second>},
    Function{"getMinutes", "p", 'i', method, whole_units<60 * micros_a_second>},
    Function{"getSeconds", "p", 'i', method, whole_units<micros_a_second>},
    Function{"getMilliseconds", "p", 'i', method, milliseconds_of},
};

}  // namespace

std::span<Function const> functions() { return table; }

}  // namespace cityhall
