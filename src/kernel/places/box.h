#pragma once
// The box of degrees that holds a circle.

#include <algorithm>
#include <cmath>
#include <numbers>

#include "kernel/places/place.h"
#include "store/spatial_index.h"

namespace cityhall {

inline store::Box box_around(Point point, double metres) {
  auto const high = metres / metres_per_degree;
  auto const wide = high / std::max(0.01, std::cos(point.latitude * std::numbers::pi / 180));
  return {point.longitude - wide, point.latitude - high, point.longitude + wide, point.latitude + high};
}

inline store::Box box_of(Point point) { return {point.longitude, point.latitude, point.longitude, point.latitude}; }

}  // namespace cityhall
