#include "services/maps/tile_maker.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "kernel/places/mercator.h"
#include "services/maps/clip.h"
#include "web/compress.h"

namespace cityhall::maps {
namespace {

using namespace standards;

constexpr double extent = 4096;
constexpr double margin = 64;         // so that wide lines have no seams
constexpr double pixel = 8;           // units of a tile that is drawn 512 pixels wide
constexpr double tile_span_max = 64;  // a shape wider than this many tiles is no part of a city
// In the order in which they are drawn.
constexpr std::array<std::string_view, 8> layer_order{"land", "water", "waterway", "building", "road", "place", "poi", "housenumber"};

/// A shape in units of the zoom's whole map.
struct Projected {
  MapShape const& shape;
  std::vector<UnitLine> lines{};
  Square box{};
};

UnitPoint project(Point point, int zoom) {
  auto const at = to_mercator(point);
  auto const size = std::ldexp(extent, zoom);
  return {at.x * size, at.y * size};
}

Square box_of(std::vector<UnitLine> const& lines) {
  Square box{1e300, 1e300, -1e300, -1e300};
  for (auto const& line : lines)
    for (auto const point : line)
      box = {std::min(box.west, point.x), std::min(box.north, point.y), std::max(box.east, point.x), std::max(box.south, point.y)};
  return box;
}

Projected projected(MapShape const& shape, int zoom) {
  Projected out{.shape = shape};
  auto const tolerance = zoom == zoom_last ? 1.0 : pixel / 2;
  for (auto const& part : shape.parts) {
    UnitLine line;
    line.reserve(part.points.size());
    for (auto const point : part.points) line.push_back(project(point, zoom));
    out.lines.push_back(shape.shape == mvt::Shape::points ? line : simplify(line, tolerance));
  }
  out.box = box_of(out.lines);
  return out;
}

std::vector<mvt::TilePoint> rounded(UnitLine const& line, double west, double north, mvt::Shape shape) {
  std::vector<mvt::TilePoint> points;
  for (auto const point : line) {
    mvt::TilePoint const at{static_cast<std::int32_t>(std::lround(point.x - west)),
                            static_cast<std::int32_t>(std::lround(point.y - north))};
    if (points.empty() || !(points.back() == at)) points.push_back(at);
  }
  if (shape == mvt::Shape::polygons && points.size() > 1 && points.front() == points.back()) points.pop_back();
  return points;
}

/// A ring as the specification wants it: outer ones clockwise on the screen, holes the other way round.
UnitLine turned(UnitLine ring, bool inner) {
  if ((doubled_area(ring) > 0) == inner) std::reverse(ring.begin(), ring.end());
  return ring;
}

mvt::Feature cut(Projected const& from, std::int64_t column, std::int64_t row) {
  auto const west = static_cast<double>(column) * extent, north = static_cast<double>(row) * extent;
  Square const square{west - margin, north - margin, west + extent + margin, north + extent + margin};
  mvt::Feature feature{.shape = from.shape.shape};
  for (std::size_t at = 0; at < from.lines.size(); ++at) {
    auto const& line = from.lines[at];
    if (feature.shape == mvt::Shape::lines) {
      for (auto const& piece : clip_line(line, square))
        if (auto points = rounded(piece, west, north, feature.shape); points.size() >= 2) feature.parts.push_back(std::move(points));
    } else if (feature.shape == mvt::Shape::polygons) {
      auto const ring = turned(clip_ring(line, square), from.shape.parts[at].inner);
      if (auto points = rounded(ring, west, north, feature.shape); points.size() >= 3) feature.parts.push_back(std::move(points));
    } else {
      feature.parts.push_back(rounded(line, west, north, feature.shape));
    }
  }
  if (!from.shape.kind.empty()) feature.tags.emplace_back("class", std::string{from.shape.kind});
  if (!from.shape.name.empty()) feature.tags.emplace_back("name", from.shape.name);
  return feature;
}

/// Names of the tile's own shapes only where they are shown: buildings and small surfaces have none on the map.
bool is_worth(Projected const& from, int zoom) {
  if (from.shape.shape != mvt::Shape::polygons || zoom == zoom_last) return true;
  return from.box.east - from.box.west >= 2 * pixel || from.box.south - from.box.north >= 2 * pixel;
}

using TileLayers = std::array<mvt::Layer, layer_order.size()>;
using ZoomTiles = std::map<std::pair<std::int64_t, std::int64_t>, TileLayers>;

void add_to_tiles(ZoomTiles& tiles, Projected const& from, std::pair<Square, std::size_t> const& where) {
  auto const& [limits, layer] = where;
  auto const tile_of = [](double units) { return static_cast<std::int64_t>(std::floor(units / extent)); };
  auto const x_first = tile_of(std::max(from.box.west - margin, limits.west)),
             x_last = tile_of(std::min(from.box.east + margin, limits.east));
  auto const y_first = tile_of(std::max(from.box.north - margin, limits.north)),
             y_last = tile_of(std::min(from.box.south + margin, limits.south));
  if (static_cast<double>(x_last - x_first) > tile_span_max || static_cast<double>(y_last - y_first) > tile_span_max) return;
  for (auto x = x_first; x <= x_last; ++x)
    for (auto y = y_first; y <= y_last; ++y)
      if (auto feature = cut(from, x, y); !feature.parts.empty()) tiles[{x, y}][layer].features.push_back(std::move(feature));
}

Square limits_of(Box const& box, int zoom) {
  auto const northwest = project({box.north, box.west}, zoom), southeast = project({box.south, box.east}, zoom);
  return {northwest.x, northwest.y, southeast.x, southeast.y};
}

ZoomTiles tiles_of_zoom(Extract const& extract, int zoom) {
  ZoomTiles tiles;
  auto const limits = limits_of(extract.box, zoom);
  for (auto const& shape : extract.shapes) {
    if (shape.zoom_from > zoom) continue;
    auto const from = projected(shape, zoom);
    if (!is_worth(from, zoom)) continue;
    auto const layer = std::find(layer_order.begin(), layer_order.end(), shape.layer);
    add_to_tiles(tiles, from, {limits, static_cast<std::size_t>(layer - layer_order.begin())});
  }
  return tiles;
}

}  // namespace

TileCount make_tiles(Extract const& extract, store::TileArchiveWriter& archive, std::function<void(int)> const& on_zoom) {
  TileCount count;
  for (int zoom = zoom_first; zoom <= zoom_last; ++zoom) {
    auto tiles = tiles_of_zoom(extract, zoom);
    for (auto& [at, layers] : tiles) {
      for (std::size_t i = 0; i < layers.size(); ++i) layers[i].name = layer_order[i];
      auto const bytes = web::gzip(mvt::write({std::make_move_iterator(layers.begin()), std::make_move_iterator(layers.end())}), 9);
      archive.put({zoom, at.first, at.second}, bytes);
      ++count.tiles;
      count.bytes += bytes.size();
    }
    if (on_zoom) on_zoom(zoom);
  }
  return count;
}

}  // namespace cityhall::maps
