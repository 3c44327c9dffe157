#include "services/maps/picture.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include <fmt/format.h>

#include "services/maps/drawing_rules.h"
#include "services/maps/ground.h"
#include "services/maps/labels.h"
#include "web/html.h"

namespace cityhall::maps {
namespace {

using namespace web;

/// The picture is drawn at half size: its units are half pixels.
double units(double pixels) { return 2 * pixels; }

/// Steps in half pixels, drawn at half size: short to write, and finer than anybody sees.
std::string path_of(std::vector<Drawing const*> const& drawings, bool closed) {
  fmt::memory_buffer out;
  for (auto const* drawing : drawings)
    for (auto const& part : drawing->parts) {
      long x = 0, y = 0;
      bool begun = false;
      for (auto const point : part) {
        auto const next_x = std::lround(point.x * 2), next_y = std::lround(point.y * 2);
        if (!begun) fmt::format_to(std::back_inserter(out), "M{} {}", next_x, next_y);
        else if (next_x != x || next_y != y) fmt::format_to(std::back_inserter(out), "l{} {}", next_x - x, next_y - y);
        begun = true;
        x = next_x, y = next_y;
      }
      if (closed) out.push_back('z');
    }
  return fmt::to_string(out);
}

template <class Wanted>
std::vector<Drawing const*> some(std::vector<DrawnLayer> const& layers, std::string_view name, Wanted wanted) {
  std::vector<Drawing const*> found;
  for (auto const& layer : layers)
    if (layer.name == name)
      for (auto const& drawing : layer.drawings)
        if (wanted(drawing)) found.push_back(&drawing);
  return found;
}

Html surface(std::vector<Drawing const*> const& drawings, std::string_view colour) {
  if (drawings.empty()) return nothing();
  return svg::path(svg::attr("fill", colour), svg::attr("d", path_of(drawings, true)));
}

Html line(std::vector<Drawing const*> const& drawings, std::string_view colour, double width) {
  if (drawings.empty()) return nothing();
  return svg::path(svg::attr("fill", "none"), svg::attr("stroke", colour), svg::attr("stroke-width", width),
                   svg::attr("stroke-linejoin", "round"), svg::attr("stroke-linecap", "round"), svg::attr("d", path_of(drawings, false)));
}

std::vector<Html> grounds(std::vector<DrawnLayer> const& layers, Palette const& colours) {
  std::vector<Html> drawn;
  for (auto const& [kind, colour] : lands)
    drawn.push_back(
        surface(some(layers, "land", [&, wanted = kind](Drawing const& each) { return each.kind == wanted; }), colours.*colour));
  return drawn;
}

Html waters(std::vector<DrawnLayer> const& layers, Palette const& colours, double zoom) {
  auto const rivers = some(layers, "waterway", [](Drawing const& each) { return each.kind == "river"; });
  auto const streams = some(layers, "waterway", [&](Drawing const& each) { return each.kind == "stream" && zoom >= stream_zoom_from; });
  return group(surface(some(layers, "water", [](Drawing const&) { return true; }), colours.water),
               line(rivers, colours.water, units(width_at(river_width, zoom))),
               line(streams, colours.water, units(width_at(stream_width, zoom))));
}

Html buildings(std::vector<DrawnLayer> const& layers, Palette const& colours, double zoom) {
  if (zoom < building_zoom_from) return nothing();
  return surface(some(layers, "building", [](Drawing const&) { return true; }), colours.building);
}

std::vector<Html> roads(std::vector<DrawnLayer> const& layers, Palette const& colours, double zoom) {
  std::vector<Html> edges, fills;
  for (auto const& style : road_styles) {
    if (zoom < style.zoom_from) continue;
    auto const of_kind = some(layers, "road", [&](Drawing const& each) { return each.kind == style.kind; });
    auto const width = width_at(style.width, zoom);
    if (width > edged_from_pixels && style.edged) edges.push_back(line(of_kind, colours.road_edge, units(width + edge_pixels)));
    fills.push_back(line(of_kind, colours.*style.colour, units(width)));
  }
  edges.insert(edges.end(), std::make_move_iterator(fills.begin()), std::make_move_iterator(fills.end()));
  return edges;
}

Html written(Label const& label, Palette const& colours) {
  auto const colour = label.kind == LabelKind::water  ? colours.water_label
                      : label.kind == LabelKind::park ? colours.park_label
                                                      : colours.label;
  auto const turn = fmt::format("rotate({:.1f} {:.1f} {:.1f})", label.degrees, label.at.x, label.at.y);
  return svg::text(svg::attr("x", label.at.x), svg::attr("y", label.at.y), svg::attr("font-size", label.size), svg::attr("fill", colour),
                   svg::attr("stroke", colours.label_halo), svg::attr("stroke-width", 2.5), svg::attr("paint-order", "stroke"),
                   svg::attr("stroke-linejoin", "round"), svg::attr("text-anchor", "middle"), svg::attr("dominant-baseline", "central"),
                   svg::attr("font-weight", label.kind == LabelKind::quarter ? "700" : "500"), svg::attr("transform", turn), label.text);
}

}  // namespace

std::string draw_picture(Call const& call, MapView const& view, std::string_view look) {
  auto const& colours = palette_of(look);
  auto const layers = call.city.map.get() ? gather(call.city, view) : gather_streets(call.view(), view);
  auto const labels = labels_of(layers, view);
  auto const drawn =
      svg::svg(svg::attr("xmlns", "http://www.w3.org/2000/svg"), svg::view_box(fmt::format("0 0 {} {}", view.width, view.height)),
               svg::attr("width", view.width), svg::attr("height", view.height),
               svg::attr("font-family", "Public Sans, system-ui, Segoe UI, Roboto, sans-serif"),
               svg::rect(svg::attr("fill", colours.land), svg::attr("width", view.width), svg::attr("height", view.height)),
               svg::g(svg::attr("transform", "scale(.5)"), each(grounds(layers, colours), [](Html const& html) { return html; }),
                      waters(layers, colours, view.zoom), buildings(layers, colours, view.zoom),
                      each(roads(layers, colours, view.zoom), [](Html const& html) { return html; })),
               each(labels, [&](Label const& label) { return written(label, colours); }));
  return render(drawn, {});
}

}  // namespace cityhall::maps
