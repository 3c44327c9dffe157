#include "services/page/map_picture.h"

#include <cmath>

#include <fmt/format.h>

#include "store/tile_archive.h"

namespace cityhall {
namespace {

using namespace web;
using namespace web::tag;

Html dot(MapView const& view, MapMark const& mark) {
  auto const at = on_picture(view, mark.point);
  constexpr double edge = 8;
  if (at.x < edge || at.y < edge || at.x > view.width - edge || at.y > view.height - edge) return nothing();
  auto const radius = mark.kind == "here" ? 9.0 : mark.kind == "fixed" ? 6.0 : 7.0;
  auto circle = svg::circle(cls("dot " + std::string{mark.kind}), svg::attr("cx", at.x), svg::attr("cy", at.y), svg::attr("r", radius));
  if (mark.href.empty()) return circle;
  return element("a", {href(mark.href), aria("label", mark.label), std::move(circle)});
}

}  // namespace

Html map_picture(Call const& call, MapView const& view, std::vector<MapMark> const& marks, Message const& words) {
  auto const tiles = call.city.map.get();
  auto const credit = tiles ? tiles->metadata("attribution") : std::string{};
  auto const described = call.text(words);
  auto const ground =
      picture(void_element("source", {media("(prefers-color-scheme: dark)"), Attr{"srcset", Url{picture_path(view, "dark")}}}),
              img(picture_path(view, "light"), Alt{described}, width(view.width), height(view.height), decoding("async")));
  auto const over = svg::svg(svg::view_box(fmt::format("0 0 {} {}", view.width, view.height)), role("group"),
                             aria("label", described), each(marks, [&](MapMark const& mark) { return dot(view, mark); }));
  return figure(cls("map"), div(cls("ground"), ground, over), credit.empty() ? nothing() : figcaption(credit));
}

}  // namespace cityhall
