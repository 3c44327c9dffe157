#pragma once
// Draws a part of the map as an SVG picture from the city's tiles; where a city has none, from its streets.

#include <string>

#include "services/call.h"
#include "services/page/map_view.h"

namespace cityhall::maps {

/// A whole SVG document. `look`: "light" or "dark".
std::string draw_picture(Call const& call, MapView const& view, std::string_view look);

}  // namespace cityhall::maps
