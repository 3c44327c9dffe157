#include "services/maps/style.h"

#include "base/json.h"
#include "base/text.h"
#include "kernel/city.h"
#include "services/maps/drawing_rules.h"
#include "services/maps/tile_maker.h"
#include "store/tile_archive.h"

namespace cityhall::maps {
namespace {

Json is_class(std::string_view kind) { return {"==", {"get", "class"}, kind}; }

/// Grows as width_at() does; the specification interpolates between stops with a base.
Json width_by_zoom(double width, double more = 0) {
  constexpr double low = 8, high = 20;
  auto const from = width_at(width, low) + more, to = width_at(width, high) + more;
  return {"interpolate", {"exponential", std::exp2(1 / 1.5)}, {"zoom"}, low, from, high, to};
}

Json layer_of(std::string id, std::string_view type, std::string_view tiles_layer) {
  return {{"id", std::move(id)}, {"type", type}, {"source", "town"}, {"source-layer", tiles_layer}};
}

Json fill_layer(std::string id, std::string_view tiles_layer, std::string_view colour) {
  auto layer = layer_of(std::move(id), "fill", tiles_layer);
  layer["paint"] = {{"fill-color", colour}, {"fill-antialias", false}};
  return layer;
}

Json line_layer(std::string id, std::string_view tiles_layer, std::string_view colour, Json width) {
  auto layer = layer_of(std::move(id), "line", tiles_layer);
  layer["layout"] = {{"line-cap", "round"}, {"line-join", "round"}};
  layer["paint"] = {{"line-color", colour}, {"line-width", std::move(width)}};
  return layer;
}

void add_ground_layers(Json& layers, Palette const& colours) {
  layers.push_back({{"id", "ground"}, {"type", "background"}, {"paint", {{"background-color", colours.land}}}});
  for (auto const& [kind, colour] : lands) {
    auto layer = fill_layer("land-" + std::string{kind}, "land", colours.*colour);
    layer["filter"] = is_class(kind);
    layers.push_back(std::move(layer));
  }
  layers.push_back(fill_layer("water", "water", colours.water));
  auto rivers = line_layer("rivers", "waterway", colours.water, width_by_zoom(river_width));
  rivers["filter"] = is_class("river");
  layers.push_back(std::move(rivers));
  auto streams = line_layer("streams", "waterway", colours.water, width_by_zoom(stream_width));
  streams["filter"] = is_class("stream");
  streams["minzoom"] = stream_zoom_from;
  layers.push_back(std::move(streams));
  auto houses = fill_layer("buildings", "building", colours.building);
  houses["minzoom"] = building_zoom_from;
  houses["paint"] = {{"fill-color", colours.building}, {"fill-outline-color", colours.building_edge}};
  layers.push_back(std::move(houses));
}

/// The zoom from which a road is wide enough for an edge.
double edged_from(RoadStyle const& style) { return std::max(style.zoom_from, 14 + 1.5 * std::log2(edged_from_pixels / style.width)); }

void add_road_layers(Json& layers, Palette const& colours) {
  for (auto const& style : road_styles) {
    if (!style.edged) continue;
    auto edge = line_layer("edge-" + std::string{style.kind}, "road", colours.road_edge, width_by_zoom(style.width, edge_pixels));
    edge["filter"] = is_class(style.kind);
    edge["minzoom"] = edged_from(style);
    layers.push_back(std::move(edge));
  }
  for (auto const& style : road_styles) {
    auto road = line_layer("road-" + std::string{style.kind}, "road", colours.*style.colour, width_by_zoom(style.width));
    road["filter"] = is_class(style.kind);
    road["minzoom"] = style.zoom_from;
    layers.push_back(std::move(road));
  }
}

/// How names of some features are written.
struct NameStyle {
  std::string_view id;
  std::string_view tiles_layer;
  std::string_view colour;
  double size;
  double zoom_from;
  bool along = false;  // the line
  bool bold = false;
};

Json name_layer(NameStyle const& names, Palette const& colours, Json filter) {
  auto layer = layer_of(std::string{names.id}, "symbol", names.tiles_layer);
  layer["minzoom"] = names.zoom_from;
  if (!filter.is_null()) layer["filter"] = std::move(filter);
  layer["layout"] = {{"text-field", {"get", "name"}},
                     // The first word is no typeface: the weight of the letters is read from it.
                     {"text-font", Json::array({names.bold ? "Bold" : "Medium", "Public Sans", "system-ui", "sans-serif"})},
                     {"text-size", names.size},
                     {"text-max-width", 8},
                     {"symbol-placement", names.along ? "line" : "point"}};
  layer["paint"] = {{"text-color", names.colour}, {"text-halo-color", colours.label_halo}, {"text-halo-width", 1.5}};
  return layer;
}

void add_name_layers(Json& layers, Palette const& colours) {
  layers.push_back(name_layer({"names-arterial", "road", colours.label, 12, 12.5, true}, colours, is_class("arterial")));
  Json const others{"in", {"get", "class"}, {"literal", {"collector", "local", "pedestrian"}}};
  layers.push_back(name_layer({"names-street", "road", colours.label, 11.5, 14, true}, colours, others));
  layers.push_back(name_layer({"names-water", "waterway", colours.water_label, 12, 12, true}, colours, {}));
  layers.push_back(name_layer({"names-park", "land", colours.park_label, 11.5, 13}, colours, {"has", "name"}));
  layers.push_back(name_layer({"names-place", "poi", colours.label, 11, 15.25}, colours, {}));
  auto numbers = name_layer({"numbers", "housenumber", colours.label, 10, 16.5}, colours, {});
  layers.push_back(std::move(numbers));
  layers.push_back(name_layer({"names-quarter", "place", colours.label, 13.5, 12, false, true}, colours, is_class("quarter")));
}

/// [west, south, east, north]
Json bounds_of(store::TileArchive const& archive) {
  auto numbers = Json::array();
  auto const text = archive.metadata("bounds");
  for (auto const part : split(text, ',')) {
    auto const number = parse_json(part);
    if (number && number->is_number()) numbers.push_back(*number);
  }
  return numbers.size() == 4 ? numbers : Json::array({-180, -85.05, 180, 85.05});
}

}  // namespace

std::string map_style(City const& city, std::string_view look) {
  auto const& colours = palette_of(look);
  Json style{{"version", 8}, {"name", city.settings.get()->name}, {"sources", Json::object()}, {"layers", Json::array()}};
  auto const archive = city.map.get();
  if (!archive) {
    style["layers"].push_back({{"id", "ground"}, {"type", "background"}, {"paint", {{"background-color", colours.land}}}});
    return to_text(style);
  }
  style["sources"]["town"] = {{"type", "vector"},
                              {"tiles", Json::array({"/map/tiles/{z}/{x}/{y}"})},
                              {"minzoom", zoom_first},
                              {"maxzoom", zoom_last},
                              {"bounds", bounds_of(*archive)},
                              {"attribution", archive->metadata("attribution")}};
  auto& layers = style["layers"];
  add_ground_layers(layers, colours);
  add_road_layers(layers, colours);
  add_name_layers(layers, colours);
  return to_text(style);
}

}  // namespace cityhall::maps
