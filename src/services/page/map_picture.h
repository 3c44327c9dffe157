#pragma once
// A map as a picture with marks on it: drawn on the server, needs no script and no other host. With a script it opens into one that moves.

#include <string>
#include <vector>

#include "services/page/map_view.h"
#include "services/page/page.h"

namespace cityhall {

struct MapMark {
  Point point{};
  std::string_view kind = "open";  // "open", "fixed", "here", "asset", "crew"
  std::string href{};              // empty: no link
  std::string label{};             // what the link says
  std::string photo{};             // path of a small picture to stand there; empty: a dot
};

struct MapPicture {
  MapView view{};
  std::vector<MapMark> marks{};
  Message words{};  // say what it shows to those who cannot see it
};

/// What the moving map has beyond the picture.
struct MovingMap {
  std::string points{};  // address of a GeoJSON (map_dots.h), shown in clusters or as heat; empty: the marks alone
  std::string page{};    // before the number of a point: "/requests/"
  std::string worker{};  // address of the map's worker; empty: the usual one. A tablet's is below /field, so that its tiles are kept
  std::string pick{};    // question whose place is chosen on it; empty: it is only looked at
};

/// The picture with its marks and the map's attribution.
web::Html map_picture(Call const& call, MapPicture const& shown);
/// The same with a button that opens the moving map; the page needs map_script() in its head. In a city without tiles: the picture alone.
web::Html map_that_opens(Call const& call, MapPicture const& shown, MovingMap const& moving);
/// Where something is; nothing for a place without a point.
web::Html place_map(Call const& call, Place const& place, std::string_view kind = "here");
web::Html map_script(Call const& call);

}  // namespace cityhall
