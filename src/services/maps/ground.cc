#include "services/maps/ground.h"

#include <algorithm>
#include <cmath>

#include "kernel/city.h"
#include "kernel/places/street.h"
#include "services/maps/tile_maker.h"
#include "store/tile_archive.h"
#include "web/compress.h"

namespace cityhall::maps {
namespace {

using namespace standards;
constexpr std::size_t tile_bytes_max = 8U << 20U;
constexpr std::int64_t tiles_max = 36;

/// A tile on the picture: where its corner lies and how long a unit is.
struct Frame {
  double x, y, unit;
  PicturePoint place(mvt::TilePoint point) const { return {x + point.x * unit, y + point.y * unit}; }
};

Frame frame_of(MapView const& view, store::TileAddress tile, std::uint32_t extent) {
  auto const count = std::ldexp(1.0, tile.zoom);
  auto const corner = on_picture(view, from_mercator({static_cast<double>(tile.x) / count, static_cast<double>(tile.y) / count}));
  auto const width = 512 * std::exp2(view.zoom - tile.zoom);
  return {corner.x, corner.y, width / extent};
}

bool is_seen(MapView const& view, std::vector<PicturePoint> const& part) {
  double west = 1e9, north = 1e9, east = -1e9, south = -1e9;
  for (auto const point : part) {
    west = std::min(west, point.x), east = std::max(east, point.x);
    north = std::min(north, point.y), south = std::max(south, point.y);
  }
  constexpr double edge = 12;
  return east > -edge && south > -edge && west < view.width + edge && north < view.height + edge;
}

DrawnLayer& layer_named(std::vector<DrawnLayer>& layers, std::string const& name) {
  auto const found = std::find_if(layers.begin(), layers.end(), [&](DrawnLayer const& layer) { return layer.name == name; });
  if (found != layers.end()) return *found;
  layers.push_back({.name = name});
  return layers.back();
}

void add_tile(std::vector<DrawnLayer>& layers, MapView const& view, store::TileAddress tile, std::string_view bytes) {
  auto const unpacked = web::gunzip(bytes, tile_bytes_max);
  if (!unpacked) return;
  auto read = mvt::read(*unpacked);
  if (!read) return;
  for (auto const& layer : *read) {
    auto const frame = frame_of(view, tile, layer.extent);
    auto& drawn = layer_named(layers, layer.name);
    for (auto const& feature : layer.features) {
      Drawing drawing{.kind = std::string{feature.text("class")}, .name = std::string{feature.text("name")}, .shape = feature.shape};
      for (auto const& part : feature.parts) {
        std::vector<PicturePoint> points;
        points.reserve(part.size());
        for (auto const point : part) points.push_back(frame.place(point));
        if (is_seen(view, points)) drawing.parts.push_back(std::move(points));
      }
      if (!drawing.parts.empty()) drawn.drawings.push_back(std::move(drawing));
    }
  }
}

}  // namespace

std::vector<DrawnLayer> gather(City const& city, MapView const& view) {
  std::vector<DrawnLayer> layers;
  auto const archive = city.map.get();
  if (!archive) return layers;
  auto const zoom = std::clamp(static_cast<int>(std::lround(view.zoom)), zoom_first, zoom_last);
  auto const count = std::ldexp(1.0, zoom);
  auto const first = to_mercator(from_picture(view, {0, 0}));
  auto const last = to_mercator(from_picture(view, {static_cast<double>(view.width), static_cast<double>(view.height)}));
  auto const x_first = static_cast<std::int64_t>(first.x * count), x_last = static_cast<std::int64_t>(last.x * count);
  auto const y_first = static_cast<std::int64_t>(first.y * count), y_last = static_cast<std::int64_t>(last.y * count);
  if ((x_last - x_first + 1) * (y_last - y_first + 1) > tiles_max) return layers;
  for (auto x = x_first; x <= x_last; ++x)
    for (auto y = y_first; y <= y_last; ++y)
      if (auto const bytes = archive->find({zoom, x, y})) add_tile(layers, view, {zoom, x, y}, *bytes);
  return layers;
}

std::vector<DrawnLayer> gather_streets(View const& view_of_city, MapView const& view) {
  DrawnLayer roads{.name = "road"};
  for (auto const& street : street_lines(view_of_city)) {
    std::vector<PicturePoint> points;
    for (auto const point : street.points) points.push_back(on_picture(view, point));
    if (is_seen(view, points)) roads.drawings.push_back({.kind = street.kind, .shape = mvt::Shape::lines, .parts = {std::move(points)}});
  }
  return {std::move(roads)};
}

}  // namespace cityhall::maps
