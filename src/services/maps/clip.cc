#include "services/maps/clip.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace cityhall::maps {
namespace {

double squared(double value) { return value * value; }

double distance_squared(UnitPoint point, UnitPoint from, UnitPoint to) {
  auto const dx = to.x - from.x, dy = to.y - from.y;
  auto const length = squared(dx) + squared(dy);
  auto const along = length == 0 ? 0 : std::clamp(((point.x - from.x) * dx + (point.y - from.y) * dy) / length, 0.0, 1.0);
  return squared(point.x - from.x - along * dx) + squared(point.y - from.y - along * dy);
}

/// The point of the line between two others that is farthest from the straight way.
std::pair<std::size_t, double> farthest(UnitLine const& line, std::size_t first, std::size_t last) {
  std::pair<std::size_t, double> found{first, 0};
  for (auto at = first + 1; at < last; ++at)
    if (auto const distance = distance_squared(line[at], line[first], line[last]); distance > found.second) found = {at, distance};
  return found;
}

/// One side of the square: how far inside a point is.
struct Side {
  double x, y, border;
  double inside(UnitPoint point) const { return point.x * x + point.y * y - border; }
};

UnitPoint between(UnitPoint a, UnitPoint b, double share) { return {a.x + share * (b.x - a.x), a.y + share * (b.y - a.y)}; }

UnitLine clip_at(UnitLine const& ring, Side const& side) {
  UnitLine kept;
  for (std::size_t at = 0; at < ring.size(); ++at) {
    auto const from = ring[at], to = ring[(at + 1) % ring.size()];
    auto const a = side.inside(from), b = side.inside(to);
    if (a >= 0) kept.push_back(from);
    if ((a >= 0) != (b >= 0)) kept.push_back(between(from, to, a / (a - b)));
  }
  return kept;
}

/// The part of a segment inside the square as shares of its length; first > second when there is none.
std::pair<double, double> inside_part(UnitPoint from, UnitPoint to, Square const& square) {
  double enter = 0, leave = 1;
  auto const limit = [&](double towards, double room) {
    if (towards == 0) {
      if (room < 0) leave = -1;
    } else if (towards < 0) {
      enter = std::max(enter, room / towards);
    } else {
      leave = std::min(leave, room / towards);
    }
  };
  limit(from.x - to.x, from.x - square.west);
  limit(to.x - from.x, square.east - from.x);
  limit(from.y - to.y, from.y - square.north);
  limit(to.y - from.y, square.south - from.y);
  return {enter, leave};
}

}  // namespace

UnitLine simplify(UnitLine const& line, double tolerance) {
  if (line.size() < 3 || tolerance <= 0) return line;
  std::vector<char> keep(line.size());
  keep.front() = keep.back() = 1;
  std::vector<std::pair<std::size_t, std::size_t>> open{{0, line.size() - 1}};
  while (!open.empty()) {
    auto const [first, last] = open.back();
    open.pop_back();
    auto const [at, distance] = farthest(line, first, last);
    if (distance <= squared(tolerance)) continue;
    keep[at] = 1;
    open.push_back({first, at});
    open.push_back({at, last});
  }
  UnitLine kept;
  for (std::size_t at = 0; at < line.size(); ++at)
    if (keep[at] != 0) kept.push_back(line[at]);
  return kept;
}

std::vector<UnitLine> clip_line(UnitLine const& line, Square const& square) {
  std::vector<UnitLine> pieces;
  bool going_on = false;
  for (std::size_t at = 1; at < line.size(); ++at) {
    auto const [enter, leave] = inside_part(line[at - 1], line[at], square);
    if (enter > leave) {
      going_on = false;
      continue;
    }
    if (!going_on || enter > 0) pieces.push_back({between(line[at - 1], line[at], enter)});
    pieces.back().push_back(between(line[at - 1], line[at], leave));
    going_on = leave >= 1;
  }
  return pieces;
}

UnitLine clip_ring(UnitLine const& ring, Square const& square) {
  auto kept = clip_at(ring, {1, 0, square.west});
  kept = clip_at(kept, {-1, 0, -square.east});
  kept = clip_at(kept, {0, 1, square.north});
  return clip_at(kept, {0, -1, -square.south});
}

double doubled_area(UnitLine const& ring) {
  double sum = 0;
  for (std::size_t at = 0; at < ring.size(); ++at) {
    auto const& from = ring[at];
    auto const& to = ring[(at + 1) % ring.size()];
    sum += from.x * to.y - to.x * from.y;
  }
  return sum;
}

}  // namespace cityhall::maps
