#include "services/page/map_dots.h"

#include <fmt/format.h>

#include "base/json.h"
#include "web/answer.h"

namespace cityhall {

web::Response map_dots(std::vector<MapDot> const& dots) {
  fmt::memory_buffer out;
  auto const add = std::back_inserter(out);
  fmt::format_to(add, R"({{"type":"FeatureCollection","features":[)");
  char const* between = "";
  for (auto const& dot : dots) {
    fmt::format_to(add, R"({}{{"type":"Feature","geometry":{{"type":"Point","coordinates":[{:.5f},{:.5f}]}},)", between,
                   dot.point.longitude, dot.point.latitude);
    fmt::format_to(add, R"("properties":{{"number":{},"title":{},"open":{}}}}})", to_text(Json(dot.number)), to_text(Json(dot.title)),
                   dot.open);
    between = ",";
  }
  fmt::format_to(add, "]}}");
  auto response = web::json(fmt::to_string(out));
  response.headers.set("Content-Type", "application/geo+json; charset=utf-8");
  return response;
}

}  // namespace cityhall
