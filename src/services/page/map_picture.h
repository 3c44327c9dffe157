#pragma once
// A map as a picture with marks on it: drawn on the server, needs no script and no other host.

#include <string>
#include <vector>

#include "services/page/map_view.h"
#include "services/page/page.h"

namespace cityhall {

struct MapMark {
  Point point{};
  std::string_view kind = "open";  // "open", "fixed", "here"
  std::string href{};              // empty: no link
  std::string label{};             // what the link says
};

/// The picture with its marks and the map's attribution. `words` say what it shows to those who cannot see it.
web::Html map_picture(Call const& call, MapView const& view, std::vector<MapMark> const& marks, Message const& words);

}  // namespace cityhall
