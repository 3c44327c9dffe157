#pragma once
// A part of the map as a picture: middle, zoom and size. The same numbers place marks on it.

#include <optional>
#include <span>
#include <string>

#include "kernel/places/mercator.h"
#include "kernel/settings.h"

namespace cityhall {

struct MapView {
  Point middle{};
  double zoom = 15;  // a tile is 512 pixels wide; 15: some streets, 12: a town
  int width = 640;   // pixels
  int height = 420;
};

/// Pixels from the upper left corner of the picture.
struct PicturePoint {
  double x = 0;
  double y = 0;
};
PicturePoint on_picture(MapView const& view, Point point);
Point from_picture(MapView const& view, PicturePoint at);

/// The view that shows the city; `fill` cuts its edges rather than leaving margins. Nothing when the city has no bounding box.
enum class Fit { whole, fill };
std::optional<MapView> city_view(Settings const& settings, int width, int height, Fit fit);

/// The view of that size that shows all points (one at least) with some ground around them; its middle and zoom are not read.
MapView view_around(std::span<Point const> points, MapView size);
/// The same; without points the city.
std::optional<MapView> points_view(Settings const& settings, std::span<Point const> points, int width, int height);

/// "/map/picture.svg?at=…": the address of the picture; `look` is "light" or "dark".
std::string picture_path(MapView const& view, std::string_view look);

}  // namespace cityhall
