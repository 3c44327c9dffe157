#include "services/page/map_picture.h"

#include <cmath>

#include <fmt/format.h>

#include "base/json.h"
#include "store/tile_archive.h"

namespace cityhall {
namespace {

using namespace web;
using namespace web::tag;

Html linked(MapMark const& mark, Html shape) {
  if (mark.href.empty()) return shape;
  // The list beside it has the same links: nobody walks through both.
  return element("a", {href(mark.href), tabindex(-1), aria("label", mark.label), std::move(shape)});
}

/// A small square picture, its foot at the place.
Html photo_mark(MapMark const& mark, PicturePoint at) {
  constexpr double side = 56;
  constexpr double foot = 8;
  auto const left = at.x - side / 2;
  auto const top = at.y - side - foot;
  auto const corner = [&](auto const& value) { return svg::attr("rx", value); };
  return svg::g(svg::line(cls("stem"), svg::attr("x1", at.x), svg::attr("y1", at.y - foot), svg::attr("x2", at.x), svg::attr("y2", at.y)),
                element("image", {Attr{"href", Url{mark.photo}}, svg::attr("x", left), svg::attr("y", top), svg::attr("width", side),
                                  svg::attr("height", side), svg::attr("preserveAspectRatio", "xMidYMid slice")}),
                svg::rect(cls("frame-of-photo"), svg::attr("x", left), svg::attr("y", top), svg::attr("width", side),
                          svg::attr("height", side), corner(4.0)));
}

Html dot(MapView const& view, MapMark const& mark) {
  auto const at = on_picture(view, mark.point);
  constexpr double edge = 8;
  if (at.x < edge || at.y < edge || at.x > view.width - edge || at.y > view.height - edge) return nothing();
  if (!mark.photo.empty()) return linked(mark, photo_mark(mark, at));
  auto const radius = mark.kind == "here" || mark.kind == "crew" ? 9.0 : mark.kind == "fixed" ? 6.0 : mark.kind == "asset" ? 5.0 : 7.0;
  auto const look = cls("dot " + std::string{mark.kind});
  return linked(mark, svg::circle(look, svg::attr("cx", at.x), svg::attr("cy", at.y), svg::attr("r", radius)));
}

Html ground(MapPicture const& shown, std::string const& described) {
  auto const& view = shown.view;
  auto const picture_of_ground =
      picture(void_element("source", {media("(prefers-color-scheme: dark)"), Attr{"srcset", Url{picture_path(view, "dark")}}}),
              img(picture_path(view, "light"), Alt{described}, width(view.width), height(view.height), decoding("async")));
  auto const over = svg::svg(svg::view_box(fmt::format("0 0 {} {}", view.width, view.height)), role("group"), aria("label", described),
                             each(shown.marks, [&](MapMark const& mark) { return dot(view, mark); }));
  return div(cls("ground"), picture_of_ground, over);
}

std::string credit_of(Call const& call) {
  auto const tiles = call.city.map.get();
  return tiles ? tiles->metadata("attribution") : std::string{};
}

Html credit_line(Call const& call) {
  auto const credit = credit_of(call);
  return credit.empty() ? nothing() : figcaption(credit);
}

/// What the script needs to know, in one attribute.
std::string wishes(Call const& call, MapPicture const& shown, MovingMap const& moving) {
  auto marks = Json::array();
  for (auto const& mark : shown.marks)
    marks.push_back({{"at", {mark.point.longitude, mark.point.latitude}}, {"kind", mark.kind}, {"path", mark.href}, {"title", mark.label}});
  auto const middle = shown.view.middle;
  return to_text(Json{{"styles", {{"light", "/map/style.json?look=light"}, {"dark", "/map/style.json?look=dark"}}},
                      {"worker", moving.worker.empty() ? call.around.assets.path_of("map_worker.js") : moving.worker},
                      {"at", {middle.longitude, middle.latitude}},
                      {"zoom", shown.view.zoom},
                      {"marks", std::move(marks)},
                      {"points", moving.points},
                      {"page", moving.page},
                      {"pick", moving.pick}});
}

Html tool(std::string_view act, Message const& words, std::string_view sign = {}) {
  auto const shown = sign.empty() ? group(words) : group(span(aria("hidden", "true"), sign), span(cls("visually-hidden"), words));
  return button(type("button"), cls("quiet"), data("act", act), shown);
}

/// Hidden until the map is open; the script only gives them life.
Html tools(MovingMap const& moving) {
  return div(cls("map-tools"), hidden(), tool("closer", _("Zoom in"), "+"), tool("farther", _("Zoom out"), "−"),
             moving.points.empty() || !moving.pick.empty()
                 ? nothing()
                 : button(type("button"), cls("quiet"), data("act", "heat"), aria("pressed", "false"), _("Heat map")),
             moving.pick.empty() ? nothing() : tool("put", _("Put the pin in the middle")), tool("close", _("Close the map")));
}

}  // namespace

Html map_picture(Call const& call, MapPicture const& shown) {
  return figure(cls("map"), ground(shown, call.text(shown.words)), credit_line(call));
}

Html map_that_opens(Call const& call, MapPicture const& shown, MovingMap const& moving) {
  if (!call.city.map.get()) return map_picture(call, shown);
  auto const described = call.text(shown.words);
  auto const fails = _("This browser cannot show the moving map. The picture and the list say the same.");
  auto const open = moving.pick.empty() ? _("Open the map") : _("Choose on the map");
  return figure(
      cls("map"), data("map", wishes(call, shown, moving)), ground(shown, described),
      div(cls("map-live"), hidden(), data("label", described)), tools(moving),
      p(cls("map-told"), role("status"), data("fails", call.text(fails))),
      figcaption(cls("map-foot"), button(type("button"), cls("quiet"), data("soon", ""), hidden(), data("open-map", ""), open),
                 span(credit_of(call))));
}

Html place_map(Call const& call, Place const& place, std::string_view kind) {
  if (!place.point) return nothing();
  MapPicture const shown{.view = {.middle = *place.point, .zoom = 15.5, .width = 480, .height = 320},
                         .marks = {{.point = *place.point, .kind = kind}},
                         .words = _("A map of the place: {place}").with("place", place.address)};
  return map_that_opens(call, shown, {});
}

Html map_script(Call const& call) { return module_script(call.around.assets.path_of("map.js")); }

}  // namespace cityhall
