#include "kernel/calendar/period.h"

#include <array>
#include <charconv>

namespace cityhall {
namespace {

constexpr std::int64_t largest_number = 36'500;

struct Designator {
  std::string_view letters;
  std::int64_t Period::*seconds;
  std::int32_t Period::*count;
  std::int64_t factor;
};

constexpr std::array<Designator, 4> date_parts{{{"Y", nullptr, &Period::months, 12},
                                                {"M", nullptr, &Period::months, 1},
                                                {"W", nullptr, &Period::days, 7},
                                                {"D", nullptr, &Period::days, 1}}};
constexpr std::array<Designator, 3> time_parts{
    {{"H", &Period::seconds, nullptr, 3600}, {"M", &Period::seconds, nullptr, 60}, {"S", &Period::seconds, nullptr, 1}}};

std::optional<std::int64_t> take_number(std::string_view& rest) {
  std::int64_t number = 0;
  auto const [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), number);
  if (error != std::errc{} || rest.front() == '-' || number > largest_number) return {};
  rest.remove_prefix(static_cast<std::size_t>(end - rest.data()));
  return number;
}

void add(Period& period, Designator const& part, std::int64_t number) {
  if (part.seconds != nullptr) period.*part.seconds += number * part.factor;
  else period.*part.count += static_cast<std::int32_t>(number * part.factor);
}

/// Reads "3D12H"-like parts in the order of `parts`; false on a fault. Stops before 'T'.
template <std::size_t N>
bool take_parts(std::string_view& rest, std::array<Designator, N> const& parts, Period& period) {
  std::size_t next = 0;
  while (!rest.empty() && rest.front() != 'T') {
    auto const number = take_number(rest);
    if (!number || rest.empty()) return false;
    while (next < N && parts[next].letters.front() != rest.front()) ++next;
    if (next == N) return false;
    rest.remove_prefix(1);
    add(period, parts[next++], *number);
  }
  return true;
}

void append(std::string& out, std::int64_t number, char letter) {
  if (number != 0) out += std::to_string(number) + letter;
}

}  // namespace

std::optional<Period> parse_period(std::string_view text) {
  if (text.size() < 3 || text.front() != 'P') return {};
  auto rest = text.substr(1);
  Period period;
  if (text.ends_with("BD")) {
    auto const number = take_number(rest);
    if (!number || rest != "BD" || *number == 0) return {};
    period.business_days = static_cast<std::int32_t>(*number);
    return period;
  }
  if (!take_parts(rest, date_parts, period)) return {};
  if (!rest.empty()) {
    rest.remove_prefix(1);
    if (rest.empty() || !take_parts(rest, time_parts, period) || !rest.empty()) return {};
  }
  return period.zero() ? std::nullopt : std::optional{period};
}

std::string to_text(Period const& period) {
  std::string out = "P";
  append(out, period.months / 12, 'Y');
  append(out, period.months % 12, 'M');
  append(out, period.days, 'D');
  if (period.business_days != 0) out += std::to_string(period.business_days) + "BD";
  if (period.seconds != 0) {
    out += 'T';
    append(out, period.seconds / 3600, 'H');
    append(out, period.seconds % 3600 / 60, 'M');
    append(out, period.seconds % 60, 'S');
  }
  return out;
}

}  // namespace cityhall
