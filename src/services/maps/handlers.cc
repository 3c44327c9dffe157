#include "services/maps/handlers.h"

#include <charconv>
#include <cmath>

#include "base/refusal.h"
#include "base/text.h"
#include "services/maps/picture.h"
#include "services/maps/style.h"
#include "store/tile_archive.h"

namespace cityhall {
namespace {

constexpr int picture_pixels_max = 1600;
constexpr int picture_pixels_min = 64;
constexpr int kept_seconds = 24 * 60 * 60;
constexpr int style_kept_seconds = 60 * 60;

template <class Number>
std::optional<Number> number_in(std::string_view text) {
  Number number{};
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size() || text.empty()) return std::nullopt;
  return number;
}

[[noreturn]] void refuse_view() {
  throw invalid("map.view", _("The map cannot be drawn from these numbers."),
                _("Write at=LATITUDE,LONGITUDE, zoom between 2 and 18, and size=WIDTHxHEIGHT of 64 to 1600 pixels."));
}

MapView view_in(web::Request const& request) {
  auto const at = parse_point(request.query.get("at"));
  auto const zoom = number_in<double>(request.query.get("zoom"));
  auto const size = split(request.query.get("size"), 'x');
  if (!at || !zoom || !(*zoom >= 2 && *zoom <= 18) || size.size() != 2) refuse_view();
  auto const width = number_in<int>(size[0]), height = number_in<int>(size[1]);
  auto const fits = [](std::optional<int> pixels) { return pixels && *pixels >= picture_pixels_min && *pixels <= picture_pixels_max; };
  if (!fits(width) || !fits(height)) refuse_view();
  return {*at, *zoom, *width, *height};
}

}  // namespace

web::Response show_map_picture(Call& call) {
  web::Response response{.body = maps::draw_picture(call, view_in(call.request), call.request.query.get("look"))};
  response.headers.set("Content-Type", "image/svg+xml; charset=utf-8");
  web::cache_for(response, kept_seconds);
  return response;
}

web::Response show_map_style(Call& call) {
  auto response = web::json(maps::map_style(call.city, call.request.query.get("look")));
  web::cache_for(response, style_kept_seconds);
  return response;
}

web::Response show_map_tile(Call& call) {
  auto const archive = call.city.map.get();
  auto const zoom = number_in<int>(call.path_value("zoom"));
  auto const x = number_in<std::int64_t>(call.path_value("x")), y = number_in<std::int64_t>(call.path_value("y"));
  if (!archive || !zoom || !x || !y)
    throw not_found(_("There is no such piece of the map."), _("The map's style says where its tiles are."));
  web::Response response{.body = archive->find({*zoom, *x, *y}).value_or("")};
  // Outside the map there is nothing to draw: an answer of its own, so that viewers do not ask again.
  if (web::body_text(response).empty()) response.status = 204;
  else response.headers.set("Content-Encoding", "gzip");
  response.headers.set("Content-Type", "application/vnd.mapbox-vector-tile");
  web::cache_for(response, kept_seconds);
  return response;
}

}  // namespace cityhall
