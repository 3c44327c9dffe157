#pragma once
// The style of the moving map (MapLibre Style Specification 8): the same colours, widths and zooms as the pictures.

#include <string>
#include <string_view>

namespace cityhall {
class City;
}

namespace cityhall::maps {

/// JSON. `look`: "light" or "dark". The tiles' address has no host: the browser's script puts its own before it. No glyphs and no sprite:
/// letters are drawn in the browser, signs are layers of the page.
std::string map_style(City const& city, std::string_view look);

}  // namespace cityhall::maps
