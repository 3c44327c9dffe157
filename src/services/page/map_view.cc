#include "services/page/map_view.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace cityhall {
namespace {

constexpr double tile_pixels = 512;

double world_pixels(double zoom) { return tile_pixels * std::exp2(zoom); }

}  // namespace

PicturePoint on_picture(MapView const& view, Point point) {
  auto const world = world_pixels(view.zoom);
  auto const at = to_mercator(point), middle = to_mercator(view.middle);
  return {(at.x - middle.x) * world + view.width / 2.0, (at.y - middle.y) * world + view.height / 2.0};
}

Point from_picture(MapView const& view, PicturePoint at) {
  auto const world = world_pixels(view.zoom);
  auto const middle = to_mercator(view.middle);
  return from_mercator({middle.x + (at.x - view.width / 2.0) / world, middle.y + (at.y - view.height / 2.0) / world});
}

std::optional<MapView> city_view(Settings const& settings, int width, int height, Fit fit) {
  if (!settings.north || !settings.south || !settings.east || !settings.west) return std::nullopt;
  auto const northwest = to_mercator({*settings.north, *settings.west}), southeast = to_mercator({*settings.south, *settings.east});
  auto const by_width = std::log2(width / (tile_pixels * std::max(1e-9, southeast.x - northwest.x)));
  auto const by_height = std::log2(height / (tile_pixels * std::max(1e-9, southeast.y - northwest.y)));
  auto const zoom = fit == Fit::fill ? std::max(by_width, by_height) : std::min(by_width, by_height);
  // Quarters of a zoom keep the number of different pictures small.
  return MapView{from_mercator({(northwest.x + southeast.x) / 2, (northwest.y + southeast.y) / 2}),
                 std::clamp(fit == Fit::fill ? std::ceil(zoom * 4) / 4 : std::floor(zoom * 4) / 4, 2.0, 18.0), width, height};
}

MapView view_around(std::span<Point const> points, MapView size) {
  constexpr double edge = 60;  // pixels of ground around the outermost points
  auto const first = to_mercator(points.front());
  double west = first.x, east = first.x, north = first.y, south = first.y;
  for (auto const point : points) {
    auto const at = to_mercator(point);
    west = std::min(west, at.x), east = std::max(east, at.x);
    north = std::min(north, at.y), south = std::max(south, at.y);
  }
  auto const by_width = std::log2((size.width - 2 * edge) / (tile_pixels * std::max(1e-9, east - west)));
  auto const by_height = std::log2((size.height - 2 * edge) / (tile_pixels * std::max(1e-9, south - north)));
  size.middle = from_mercator({(west + east) / 2, (north + south) / 2});
  size.zoom = std::clamp(std::floor(std::min(by_width, by_height) * 4) / 4, 2.0, 16.0);
  return size;
}

std::optional<MapView> points_view(Settings const& settings, std::span<Point const> points, int width, int height) {
  if (points.empty()) return city_view(settings, width, height, Fit::whole);
  return view_around(points, {.width = width, .height = height});
}

std::string picture_path(MapView const& view, std::string_view look) {
  return fmt::format("/map/picture.svg?at={:.5f},{:.5f}&zoom={:g}&size={}x{}&look={}", view.middle.latitude, view.middle.longitude,
                     view.zoom, view.width, view.height, look);
}

}  // namespace cityhall
