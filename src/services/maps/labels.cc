#include "services/maps/labels.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>

#include "base/text.h"
#include "services/maps/clip.h"

namespace cityhall::maps {
namespace {

constexpr double letter_width = 0.56;  // of the size, on average

double width_of(Label const& label) { return static_cast<double>(length(label.text)) * letter_width * label.size; }

/// The room that a label takes as circles along its line: turned text has no handy box.
struct Circle {
  double x, y, radius;
};

std::vector<Circle> circles_of(Label const& label) {
  auto const radius = label.size * 0.75;
  auto const width = width_of(label);
  auto const turn = label.degrees * std::numbers::pi / 180;
  std::vector<Circle> circles;
  auto const count = std::max(1, static_cast<int>(std::ceil(width / radius)));
  for (int at = 0; at <= count; ++at) {
    auto const along = (static_cast<double>(at) / count - 0.5) * width;
    circles.push_back({label.at.x + along * std::cos(turn), label.at.y + along * std::sin(turn), radius});
  }
  return circles;
}

class Room {
 public:
  explicit Room(MapView const& view) : view_{view} {}
  bool take(Label const& label) {
    auto circles = circles_of(label);
    for (auto const& circle : circles) {
      if (circle.x < 4 || circle.y < 4 || circle.x > view_.width - 4 || circle.y > view_.height - 4) return false;
      for (auto const& taken : taken_)
        if (std::hypot(circle.x - taken.x, circle.y - taken.y) < circle.radius + taken.radius) return false;
    }
    taken_.insert(taken_.end(), circles.begin(), circles.end());
    return true;
  }

 private:
  MapView const& view_;
  std::vector<Circle> taken_;
};

struct Stretch {
  PicturePoint from{}, to{};
  double length() const { return std::hypot(to.x - from.x, to.y - from.y); }
};

/// The longest nearly straight stretch of a line.
Stretch longest(std::vector<PicturePoint> const& line) {
  Stretch best;
  for (std::size_t first = 0; first + 1 < line.size(); ++first) {
    double walked = 0;
    for (auto last = first + 1; last < line.size(); ++last) {
      walked += std::hypot(line[last].x - line[last - 1].x, line[last].y - line[last - 1].y);
      Stretch const stretch{line[first], line[last]};
      if (stretch.length() < 0.985 * walked) break;
      if (stretch.length() > best.length()) best = stretch;
    }
  }
  return best;
}

/// How the names of some features are written.
struct Writing {
  std::vector<std::string_view> kinds{};  // of the features; empty: all
  LabelKind as = LabelKind::street;
  double size = 11;
  bool has(std::string_view kind) const { return kinds.empty() || std::find(kinds.begin(), kinds.end(), kind) != kinds.end(); }
};

Label along(Stretch const& stretch, std::string const& text, Writing const& writing) {
  auto degrees = std::atan2(stretch.to.y - stretch.from.y, stretch.to.x - stretch.from.x) * 180 / std::numbers::pi;
  if (degrees > 90) degrees -= 180;
  if (degrees < -90) degrees += 180;
  return {writing.as, text, {(stretch.from.x + stretch.to.x) / 2, (stretch.from.y + stretch.to.y) / 2}, degrees, writing.size};
}

/// The pieces of a line that are seen.
std::vector<std::vector<PicturePoint>> seen_parts(std::vector<PicturePoint> const& part, MapView const& view) {
  constexpr double edge = 6;
  UnitLine line;
  for (auto const point : part) line.push_back({point.x, point.y});
  std::vector<std::vector<PicturePoint>> pieces;
  for (auto const& piece : clip_line(line, {edge, edge, view.width - edge, view.height - edge})) {
    auto& seen = pieces.emplace_back();
    for (auto const point : piece) seen.push_back({point.x, point.y});
  }
  return pieces;
}

void add_along(std::vector<Label>& out, DrawnLayer const& layer, Writing const& writing, MapView const& view) {
  std::map<std::string, Stretch> best;  // one label a name
  for (auto const& drawing : layer.drawings) {
    if (drawing.name.empty() || !writing.has(drawing.kind)) continue;
    for (auto const& part : drawing.parts)
      for (auto const& piece : seen_parts(part, view))
        if (auto const stretch = longest(piece); stretch.length() > best[drawing.name].length()) best[drawing.name] = stretch;
  }
  for (auto const& [name, stretch] : best) {
    auto label = along(stretch, name, writing);
    if (width_of(label) < stretch.length() * 1.05) out.push_back(std::move(label));
  }
}

PicturePoint middle_of(std::vector<PicturePoint> const& ring) {
  double x = 0, y = 0;
  for (auto const point : ring) x += point.x, y += point.y;
  return {x / static_cast<double>(ring.size()), y / static_cast<double>(ring.size())};
}

double width_of(std::vector<PicturePoint> const& ring) {
  auto const [low, high] = std::minmax_element(ring.begin(), ring.end(), [](PicturePoint a, PicturePoint b) { return a.x < b.x; });
  return high->x - low->x;
}

void add_inside(std::vector<Label>& out, DrawnLayer const& layer, Writing const& writing) {
  for (auto const& drawing : layer.drawings) {
    if (drawing.name.empty() || !writing.has(drawing.kind)) continue;
    Label label{writing.as, drawing.name, middle_of(drawing.parts.front()), 0, writing.size};
    if (width_of(drawing.parts.front()) > width_of(label) * 0.8) out.push_back(std::move(label));
  }
}

void add_places(std::vector<Label>& out, DrawnLayer const& layer, MapView const& view) {
  for (auto const& drawing : layer.drawings) {
    auto const is_town = drawing.kind == "town" || drawing.kind == "village";
    if (drawing.name.empty() || (is_town ? view.zoom > 13.5 : view.zoom > 16)) continue;
    out.push_back({is_town ? LabelKind::town : LabelKind::quarter, drawing.name, drawing.parts.front().front(), 0, is_town ? 15.0 : 12.5});
  }
}

}  // namespace

std::vector<Label> labels_of(std::vector<DrawnLayer> const& layers, MapView const& view) {
  std::vector<Label> wanted;
  auto const in = [&](std::string_view name, auto add) {
    for (auto const& layer : layers)
      if (layer.name == name) add(layer);
  };
  in("place", [&](DrawnLayer const& layer) { add_places(wanted, layer, view); });
  in("waterway", [&](DrawnLayer const& layer) { add_along(wanted, layer, {{"river", "stream"}, LabelKind::water, 12}, view); });
  in("road", [&](DrawnLayer const& layer) { add_along(wanted, layer, {{"highway", "arterial"}, LabelKind::street, 11.5}, view); });
  in("land", [&](DrawnLayer const& layer) { add_inside(wanted, layer, {{"park"}, LabelKind::park, 11.5}); });
  in("water", [&](DrawnLayer const& layer) { add_inside(wanted, layer, {{}, LabelKind::water, 11.5}); });
  if (view.zoom >= 14.5)
    in("road", [&](DrawnLayer const& layer) {
      add_along(wanted, layer, {{"collector", "local", "pedestrian"}, LabelKind::street, 11}, view);
    });
  Room room{view};
  std::vector<Label> placed;
  for (auto& label : wanted)
    if (room.take(label)) placed.push_back(std::move(label));
  return placed;
}

}  // namespace cityhall::maps
