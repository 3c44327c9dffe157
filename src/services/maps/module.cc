#include "services/maps/module.h"

#include "services/maps/handlers.h"

namespace cityhall {

Module maps_module() {
  using namespace std::chrono_literals;
  using enum web::Method;
  return {.name = "maps",
          .title = _("Map"),
          .routes = {
              {.method = GET,
               .path = "/map/picture.svg",
               .permission = "public",
               .access = Access::read,
               .handler = show_map_picture,
               .summary = _("A part of the map as a picture"),
               .cached = 60min},
              {.method = GET,
               .path = "/map/style.json",
               .permission = "public",
               .access = Access::read,
               .handler = show_map_style,
               .summary = _("How the map is drawn, for MapLibre"),
               .answers = Answers::json,
               .cached = 60min},
              {.method = GET,
               .path = "/map/tiles/{zoom}/{x}/{y}",
               .permission = "public",
               .access = Access::read,
               .handler = show_map_tile,
               .summary = _("A vector tile of the map (Mapbox Vector Tile 2.1)")},
          }};
}

}  // namespace cityhall
