#include "kernel/places/street.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "base/text.h"
#include "kernel/places/cell.h"

namespace cityhall {
namespace {

double number(std::string_view text) {
  double value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

std::vector<Point> points_of(std::string_view line) {
  std::vector<Point> points;
  for (auto const pair : split(line, ' ')) {
    auto const comma = pair.find(',');
    if (comma != std::string_view::npos) points.push_back({number(pair.substr(comma + 1)), number(pair.substr(0, comma))});
  }
  return points;
}

/// On a plane that touches the earth at `point`: exact to centimetres over the length of a street.
double metres_to_segment(Point point, Point from, Point to) {
  constexpr double metres_per_degree = 111'320;
  auto const shrink = std::cos(point.latitude * 3.141592653589793 / 180);
  auto const x = [&](Point p) { return (p.longitude - point.longitude) * shrink * metres_per_degree; };
  auto const y = [&](Point p) { return (p.latitude - point.latitude) * metres_per_degree; };
  auto const dx = x(to) - x(from);
  auto const dy = y(to) - y(from);
  auto const length_squared = dx * dx + dy * dy;
  auto const along = length_squared == 0 ? 0 : std::clamp(-(x(from) * dx + y(from) * dy) / length_squared, 0.0, 1.0);
  return std::hypot(x(from) + along * dx, y(from) + along * dy);
}

}  // namespace

StreetSet::StreetSet(std::vector<Row> const& rows) {
  for (auto const& row : rows) {
    auto const index = static_cast<std::uint32_t>(streets_.size());
    streets_.push_back(row.street);
    auto const points = points_of(row.line);
    for (std::size_t at = 1; at < points.size(); ++at) add_segment({points[at - 1], points[at], index});
  }
  std::sort(segments_.begin(), segments_.end(), [](auto const& a, auto const& b) { return a.first < b.first; });
}

void StreetSet::add_segment(Segment const& segment) {
  // A segment is listed in each square that its bounding box touches; long diagonals are cut so that the boxes stay small.
  auto const reach =
      std::max(std::abs(segment.to.latitude - segment.from.latitude), std::abs(segment.to.longitude - segment.from.longitude));
  auto const parts = std::max(1, static_cast<int>(std::ceil(reach / cell_degrees)));
  auto const at = [&](int part) {
    auto const share = static_cast<double>(part) / parts;
    return Point{segment.from.latitude + share * (segment.to.latitude - segment.from.latitude),
                 segment.from.longitude + share * (segment.to.longitude - segment.from.longitude)};
  };
  for (int part = 0; part < parts; ++part) {
    auto const from = at(part);
    auto const to = at(part + 1);
    auto const low = cell_of({std::min(from.latitude, to.latitude), std::min(from.longitude, to.longitude)});
    auto const high = cell_of({std::max(from.latitude, to.latitude), std::max(from.longitude, to.longitude)});
    for (auto row = low / cells_in_row; row <= high / cells_in_row; ++row)
      for (auto column = low % cells_in_row; column <= high % cells_in_row; ++column)
        segments_.push_back({row * cells_in_row + column, {from, to, segment.street}});
  }
}

Street const* StreetSet::nearest(Point point, double metres) const {
  Street const* found = nullptr;
  auto best = metres;
  for (auto const cell : cells_around(point, metres)) {
    auto at = std::lower_bound(segments_.begin(), segments_.end(), cell,
                               [](auto const& entry, std::int64_t wanted) { return entry.first < wanted; });
    for (; at != segments_.end() && at->first == cell; ++at) {
      auto const distance = metres_to_segment(point, at->second.from, at->second.to);
      if (distance > best) continue;
      best = distance;
      found = &streets_[at->second.street];
    }
  }
  return found;
}

}  // namespace cityhall
