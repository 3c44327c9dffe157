#include "kernel/places/street.h"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "kernel/places/cell.h"

namespace cityhall {
namespace {

/// A plane that touches the earth at a point: exact to centimetres over the length of a street.
class Plane {
 public:
  explicit Plane(Point touching)
      : at_{touching}, metres_of_longitude_{metres_per_degree * std::cos(touching.latitude * 3.141592653589793 / 180)} {}

  /// From the point where it touches to the segment, in square metres: what only compares distances needs no root.
  double squared_to(Point from, Point to) const {
    auto const x = east(from), y = north(from);
    auto const dx = east(to) - x, dy = north(to) - y;
    auto const length_squared = dx * dx + dy * dy;
    auto const along = length_squared == 0 ? 0 : std::clamp(-(x * dx + y * dy) / length_squared, 0.0, 1.0);
    auto const off_x = x + along * dx, off_y = y + along * dy;
    return off_x * off_x + off_y * off_y;
  }

 private:
  double east(Point point) const { return (point.longitude - at_.longitude) * metres_of_longitude_; }
  double north(Point point) const { return (point.latitude - at_.latitude) * metres_per_degree; }

  Point at_;
  double metres_of_longitude_;
};

double cross(Point origin, Point a, Point b) {
  return (a.longitude - origin.longitude) * (b.latitude - origin.latitude) -
         (a.latitude - origin.latitude) * (b.longitude - origin.longitude);
}

constexpr double touching_metres = 1;

/// Where the segments a–b and c–d meet: inside both, or at an end of one that touches the other.
std::optional<Point> meeting(Point a, Point b, Point c, Point d) {
  for (auto const& [end, from, to] : {std::tuple{a, c, d}, std::tuple{b, c, d}, std::tuple{c, a, b}, std::tuple{d, a, b}})
    if (Plane{end}.squared_to(from, to) <= touching_metres * touching_metres) return end;
  auto const ca = cross(c, d, a), cb = cross(c, d, b), ac = cross(a, b, c), ad = cross(a, b, d);
  if ((ca > 0) == (cb > 0) || (ac > 0) == (ad > 0)) return std::nullopt;
  auto const share = ca / (ca - cb);
  return Point{a.latitude + share * (b.latitude - a.latitude), a.longitude + share * (b.longitude - a.longitude)};
}

void add_apart(std::vector<Point>& points, Point point, double metres) {
  if (std::none_of(points.begin(), points.end(), [&](Point known) { return metres_between(known, point) < metres; }))
    points.push_back(point);
}

}  // namespace

StreetSet::StreetSet(std::vector<Row> const& rows) {
  for (auto const& row : rows) {
    auto const index = static_cast<std::uint32_t>(streets_.size());
    streets_.push_back(row.street);
    for (std::size_t at = 1; at < row.line.size(); ++at) add_segment({row.line[at - 1], row.line[at], index});
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
  Plane const plane{point};
  auto best = metres * metres;
  for (auto const cell : cells_around(point, metres)) {
    auto at = std::lower_bound(segments_.begin(), segments_.end(), cell,
                               [](auto const& entry, std::int64_t wanted) { return entry.first < wanted; });
    for (; at != segments_.end() && at->first == cell; ++at) {
      auto const distance = plane.squared_to(at->second.from, at->second.to);
      if (distance > best) continue;
      best = distance;
      found = &streets_[at->second.street];
    }
  }
  return found;
}

std::vector<StreetSet::Segment> StreetSet::segments_of(std::string_view name) const {
  std::vector<Segment> found;
  for (auto const& [cell, segment] : segments_)
    if (streets_[segment.street].name == name) found.push_back(segment);
  return found;
}

std::vector<Point> StreetSet::crossings(std::string_view name, std::string_view other) const {
  std::vector<Point> found;
  auto const others = segments_of(other);
  for (auto const& a : segments_of(name))
    for (auto const& b : others)
      if (auto const point = meeting(a.from, a.to, b.from, b.to)) add_apart(found, *point, 40);
  return found;
}

std::vector<StreetSet::Segment> StreetSet::segments_near(Point point, double metres) const {
  std::vector<Segment> found;
  Plane const plane{point};
  for (auto const cell : cells_around(point, metres)) {
    auto at = std::lower_bound(segments_.begin(), segments_.end(), cell,
                               [](auto const& entry, std::int64_t wanted) { return entry.first < wanted; });
    for (; at != segments_.end() && at->first == cell; ++at)
      if (plane.squared_to(at->second.from, at->second.to) <= metres * metres) found.push_back(at->second);
  }
  return found;
}

std::optional<std::pair<std::string, std::string>> StreetSet::crossing_near(Point point, double metres) const {
  std::optional<std::pair<std::string, std::string>> names;
  auto best = metres;
  auto const near = segments_near(point, metres);
  for (auto const& a : near)
    for (auto const& b : near) {
      auto const &one = streets_[a.street].name, &other = streets_[b.street].name;
      if (one.empty() || other.empty() || one >= other) continue;
      auto const at = meeting(a.from, a.to, b.from, b.to);
      if (!at || metres_between(*at, point) > best) continue;
      best = metres_between(*at, point);
      names = std::pair{one, other};
    }
  return names;
}

std::optional<Point> StreetSet::middle(std::string_view name) const {
  auto const segments = segments_of(name);
  if (segments.empty()) return std::nullopt;
  return segments[segments.size() / 2].from;
}

}  // namespace cityhall
