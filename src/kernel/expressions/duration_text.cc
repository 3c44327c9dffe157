#include "kernel/expressions/duration_text.h"

#include <array>
#include <utility>

#include "base/decimal.h"

namespace cityhall {
namespace {

struct UnitName {
  std::string_view name;
  std::int64_t micros;
};

constexpr std::int64_t second = 1'000'000;
constexpr std::int64_t micros_max = 315'576'000'000 * second;
constexpr std::array<UnitName, 2> date_units{{{"W", 7 * 86'400 * second}, {"D", 86'400 * second}}};
constexpr std::array<UnitName, 3> time_units{{{"H", 3'600 * second}, {"M", 60 * second}, {"S", second}}};
constexpr std::array<UnitName, 5> cel_units{{{"h", 3'600 * second}, {"m", 60 * second}, {"s", second}, {"ms", 1'000}, {"us", 1}}};

bool is_number_part(char c) { return (c >= '0' && c <= '9') || c == '.'; }

/// Takes "12.5H" off the front: units in falling order, each at most once. False when the text is something else.
template <std::size_t N>
bool take_parts(std::string_view& text, std::array<UnitName, N> const& units, Decimal& total) {
  std::size_t next = 0;
  while (!text.empty() && is_number_part(text[0])) {
    std::size_t end = 0;
    while (end < text.size() && is_number_part(text[end])) ++end;
    auto const number = Decimal::parse(text.substr(0, end));
    std::size_t unit_end = end;
    while (unit_end < text.size() && !is_number_part(text[unit_end]) && text[unit_end] != 'T') ++unit_end;
    while (next < N && units[next].name != text.substr(end, unit_end - end)) ++next;
    if (!number || end > 18 || next == N) return false;
    total = total + *number * Decimal{units[next].micros};
    ++next;
    text.remove_prefix(unit_end);
  }
  return true;
}

bool read_iso(std::string_view text, Decimal& total) {
  text.remove_prefix(1);
  if (text.empty() || !take_parts(text, date_units, total)) return false;
  if (text.empty()) return true;
  if (text[0] != 'T' || text.size() == 1) return false;
  text.remove_prefix(1);
  return take_parts(text, time_units, total) && text.empty();
}

bool read_cel(std::string_view text, Decimal& total) {
  if (text == "0") return true;
  return !text.empty() && take_parts(text, cel_units, total) && text.empty();
}

}  // namespace

bool is_in_range(Duration duration) { return duration.count() >= -micros_max && duration.count() <= micros_max; }

std::optional<Duration> parse_duration(std::string_view text) {
  bool const negative = !text.empty() && text[0] == '-';
  if (negative) text.remove_prefix(1);
  Decimal total;
  bool const read = !text.empty() && text[0] == 'P' ? read_iso(text, total) : read_cel(text, total);
  if (!read || !total.is_whole() || total > Decimal{micros_max}) return std::nullopt;
  auto const micros = total.to_integer();
  return Duration{negative ? -*micros : *micros};
}

std::string to_iso(Duration duration) {
  auto rest = duration.count() < 0 ? -duration.count() : duration.count();
  std::string date;
  std::string time;
  auto const take = [&rest](std::int64_t unit) { return std::exchange(rest, rest % unit) / unit; };
  if (auto const days = take(86'400 * second); days > 0) date = std::to_string(days) + "D";
  if (auto const hours = take(3'600 * second); hours > 0) time += std::to_string(hours) + "H";
  if (auto const minutes = take(60 * second); minutes > 0) time += std::to_string(minutes) + "M";
  if (rest > 0 || (date.empty() && time.empty())) time += (Decimal{rest} / Decimal{second}).to_string() + "S";
  return (duration.count() < 0 ? "-P" : "P") + date + (time.empty() ? "" : "T" + time);
}

}  // namespace cityhall
