#pragma once
// The routes of the map.
#include "services/module.h"

namespace cityhall {

/// GET /map/picture.svg?at=LATITUDE,LONGITUDE&zoom=&size=WIDTHxHEIGHT&look=
web::Response show_map_picture(Call& call);
/// GET /map/style.json?look=
web::Response show_map_style(Call& call);
/// GET /map/tiles/{zoom}/{x}/{y}
web::Response show_map_tile(Call& call);

}  // namespace cityhall
