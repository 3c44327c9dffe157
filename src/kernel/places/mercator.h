#pragma once
// Web Mercator (EPSG:3857) as the square of map tiles: the world is 0…1 wide and 0…1 high, y downwards.

#include <algorithm>
#include <cmath>
#include <numbers>

#include "kernel/places/place.h"

namespace cityhall {

struct MercatorPoint {
  double x = 0;
  double y = 0;
};

/// Latitudes beyond 85.05° are outside the map and land on its border.
inline MercatorPoint to_mercator(Point point) {
  auto const latitude = std::clamp(point.latitude, -85.0511287798, 85.0511287798) * std::numbers::pi / 180;
  return {(point.longitude + 180) / 360, (1 - std::asinh(std::tan(latitude)) / std::numbers::pi) / 2};
}

inline Point from_mercator(MercatorPoint at) {
  return {std::atan(std::sinh(std::numbers::pi * (1 - 2 * at.y))) * 180 / std::numbers::pi, at.x * 360 - 180};
}

}  // namespace cityhall
