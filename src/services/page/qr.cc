#include "services/page/qr.h"

#include <qrencode.h>

#include <memory>

#include <fmt/format.h>

namespace cityhall {
namespace {

constexpr int quiet_zone = 4;

/// Each row of dark modules as horizontal strokes of a path: small, and sharp at any size.
std::string path_of_modules(QRcode const& code) {
  std::string path;
  for (int y = 0; y < code.width; ++y) {
    for (int x = 0; x < code.width; ++x) {
      int const begin = x;
      while (x < code.width && (code.data[y * code.width + x] & 1) != 0) ++x;
      if (x > begin) path += fmt::format("M{} {}h{}v1h-{}z", begin + quiet_zone, y + quiet_zone, x - begin, x - begin);
    }
  }
  return path;
}

}  // namespace

web::Html qr_picture(std::string_view text, Message const& described) {
  auto const free_code = [](QRcode* code) { QRcode_free(code); };
  std::unique_ptr<QRcode, decltype(free_code)> const code{
      QRcode_encodeData(static_cast<int>(text.size()), reinterpret_cast<unsigned char const*>(text.data()), 0, QR_ECLEVEL_M), free_code};
  if (!code) return web::nothing();
  auto const side = code->width + 2 * quiet_zone;
  return web::svg::svg(web::svg::view_box(fmt::format("0 0 {} {}", side, side)), web::tag::role("img"), web::tag::aria("label", described),
                       web::svg::attr("shape-rendering", "crispEdges"),
                       web::svg::rect(web::svg::attr("width", side), web::svg::attr("height", side), web::svg::attr("fill", "#fff")),
                       web::svg::path(web::svg::attr("d", path_of_modules(*code)), web::svg::attr("fill", "#000")));
}

}  // namespace cityhall
