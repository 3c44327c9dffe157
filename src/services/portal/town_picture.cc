#include "services/portal/town_picture.h"

#include <cmath>
#include <numbers>

#include <fmt/format.h>

#include "kernel/places/street.h"

namespace cityhall {
namespace {

using namespace web;

constexpr double picture_width = 640;
constexpr double picture_height = 420;

/// Degrees to picture units: equirectangular around the middle, good enough for a town.
struct Projection {
  double west, north, scale_x, scale_y, shift_x, shift_y;
  double x(Point point) const { return (point.longitude - west) * scale_x + shift_x; }
  double y(Point point) const { return (north - point.latitude) * scale_y + shift_y; }
};

Projection fit(Settings const& settings) {
  auto const north = settings.north.value_or(0), south = settings.south.value_or(0), east = settings.east.value_or(0),
             west = settings.west.value_or(0);
  auto const squeeze = std::cos((north + south) / 2 * std::numbers::pi / 180);
  auto const unit = std::max(picture_width / ((east - west) * squeeze), picture_height / (north - south));
  auto const width = (east - west) * squeeze * unit;
  auto const height = (north - south) * unit;
  return {west, north, squeeze * unit, unit, (picture_width - width) / 2, (picture_height - height) / 2};
}

bool inside(double x, double y) { return x > 8 && y > 8 && x < picture_width - 8 && y < picture_height - 8; }

Html road(Projection const& map, StreetLine const& street) {
  std::string points;
  for (auto const& point : street.points) points += fmt::format("{:.0f},{:.0f} ", map.x(point), map.y(point));
  return svg::polyline(svg::attr("points", points), svg::attr("stroke-width", street.kind == "arterial" ? 11.0 : 4.0));
}

Html dot(Projection const& map, PublicCase const& report) {
  if (!report.place.point) return nothing();
  auto const x = map.x(*report.place.point), y = map.y(*report.place.point);
  if (!inside(x, y)) return nothing();
  auto const closed = report.status == CaseStatus::closed;
  return svg::circle(tag::cls(closed ? "dot fixed" : "dot"), svg::attr("cx", x), svg::attr("cy", y), svg::attr("r", closed ? 6.0 : 7.0));
}

}  // namespace

Html town_picture(Call const& call, std::vector<PublicCase> const& cases) {
  auto const settings = call.city.settings.get();
  if (!settings->north || !settings->south || !settings->east || !settings->west) return nothing();
  auto const map = fit(*settings);
  auto const words = call.text(_("A map of {city} with lately reported problems: open ones and fixed ones").with("city", settings->name));
  return svg::svg(svg::view_box(fmt::format("0 0 {} {}", picture_width, picture_height)), tag::cls("town"), tag::role("img"),
                  tag::aria("label", words),
                  svg::rect(tag::cls("land"), svg::attr("width", picture_width), svg::attr("height", picture_height)),
                  svg::g(tag::cls("roads"), svg::attr("fill", "none"), svg::attr("stroke-linecap", "round"),
                         each(street_lines(call.view()), [&](StreetLine const& street) { return road(map, street); })),
                  each(cases, [&](PublicCase const& report) { return dot(map, report); }));
}

}  // namespace cityhall
