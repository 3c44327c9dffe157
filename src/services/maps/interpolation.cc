#include "services/maps/interpolation.h"

#include <charconv>

#include "base/text.h"

namespace cityhall::maps {
namespace {

constexpr int houses_max = 500;

int leading_number(std::string_view text) {
  int number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

int step_of(std::string_view way) {
  if (way == "odd" || way == "even") return 2;
  return way == "all" ? 1 : leading_number(way);
}

/// The point at this share of the way along the part of the line from `first` to `last`.
Point along(std::vector<NumberedPoint> const& line, std::size_t first, std::size_t last, double share) {
  double whole = 0;
  for (auto at = first; at < last; ++at) whole += metres_between(line[at].point, line[at + 1].point);
  auto left = whole * share;
  for (auto at = first; at < last; ++at) {
    auto const from = line[at].point, to = line[at + 1].point;
    auto const piece = metres_between(from, to);
    if (left <= piece && piece > 0) {
      auto const part = left / piece;
      return {from.latitude + part * (to.latitude - from.latitude), from.longitude + part * (to.longitude - from.longitude)};
    }
    left -= piece;
  }
  return line[last].point;
}

/// The houses between two known ones.
std::vector<NumberedPoint> between(std::vector<NumberedPoint> const& line, std::size_t first, std::size_t last, int step) {
  std::vector<NumberedPoint> out;
  auto const low = leading_number(line[first].number), high = leading_number(line[last].number);
  auto const way = high > low ? step : -step;
  if (low == 0 || high == 0 || (high - low) / way > houses_max) return out;
  for (auto number = low + way; way > 0 ? number < high : number > high; number += way) {
    auto const share = static_cast<double>(number - low) / (high - low);
    out.push_back({along(line, first, last, share), std::to_string(number)});
  }
  return out;
}

}  // namespace

std::vector<NumberedPoint> interpolate(std::vector<NumberedPoint> const& line, std::string_view way) {
  std::vector<NumberedPoint> out;
  auto const step = step_of(way);
  if (step <= 0) return out;
  auto known = line.size();
  for (std::size_t at = 0; at < line.size(); ++at) {
    if (line[at].number.empty()) continue;
    if (known < line.size())
      for (auto& house : between(line, known, at, step)) out.push_back(std::move(house));
    known = at;
  }
  return out;
}

std::vector<std::string> numbers_of(std::string_view text) {
  std::vector<std::string> numbers;
  std::string separated{text};
  for (auto& letter : separated)
    if (letter == ',') letter = ';';
  for (auto const part : split(separated, ';'))
    if (auto const number = trim(part); !number.empty()) numbers.emplace_back(number);
  return numbers;
}

}  // namespace cityhall::maps
