#pragma once
// Many points for the moving map: a GeoJSON as small as it can be, read by the browser beside the page.

#include <string>
#include <vector>

#include "kernel/places/place.h"
#include "web/response.h"

namespace cityhall {

struct MapDot {
  Point point{};
  std::string number{};
  std::string title{};
  bool open = true;
};

/// So many at most go onto one map.
inline constexpr std::size_t map_dots_most = 100'000;

/// A FeatureCollection of points with the properties number, title and open; degrees with five places, about a metre.
web::Response map_dots(std::vector<MapDot> const& dots);

}  // namespace cityhall
