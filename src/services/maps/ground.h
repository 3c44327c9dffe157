#pragma once
// What a picture shows, gathered from the tiles that it touches, in pixels of the picture.

#include <string>
#include <vector>

#include "services/call.h"
#include "services/page/map_view.h"
#include "standards/mvt.h"

namespace cityhall::maps {

struct Drawing {
  std::string kind{};  // class of the feature
  std::string name{};
  standards::mvt::Shape shape = standards::mvt::Shape::unknown;
  std::vector<std::vector<PicturePoint>> parts{};
};

struct DrawnLayer {
  std::string name{};
  std::vector<Drawing> drawings{};
};

/// From the tiles of the nearest zoom that there is. Empty when the city has no map.
std::vector<DrawnLayer> gather(City const& city, MapView const& view);
/// Streets alone, for a city without a map.
std::vector<DrawnLayer> gather_streets(View const& call, MapView const& view);

}  // namespace cityhall::maps
