#pragma once
// The colours of the map; pictures and the map in the browser are drawn from the same ones.

#include <string_view>

namespace cityhall::maps {

struct Palette {
  std::string_view land, built, park, wood, farm, sand, campus, square, water, building, building_edge;
  std::string_view road_edge, highway, arterial, street, path, rail, label, label_halo, water_label, park_label;
};

inline constexpr Palette light{.land = "#e6edee",
                               .built = "#e1e8e9",
                               .park = "#cfe3cd",
                               .wood = "#c3dbc2",
                               .farm = "#e6ead6",
                               .sand = "#f0e8d2",
                               .campus = "#e9e2d6",
                               .square = "#f1ede6",
                               .water = "#b3d3e4",
                               .building = "#d5dcde",
                               .building_edge = "#c2cccf",
                               .road_edge = "#c9d3d6",
                               .highway = "#f6d9a8",
                               .arterial = "#ffffff",
                               .street = "#ffffff",
                               .path = "#b9c6c4",
                               .rail = "#a9b4b8",
                               .label = "#3c4a55",
                               .label_halo = "#f4f7f7",
                               .water_label = "#2f6380",
                               .park_label = "#2f6a45"};
inline constexpr Palette dark{.land = "#1d2932",
                              .built = "#202d37",
                              .park = "#1f3a30",
                              .wood = "#1b342b",
                              .farm = "#25312c",
                              .sand = "#38362b",
                              .campus = "#2c3138",
                              .square = "#2a343c",
                              .water = "#143a52",
                              .building = "#2a3843",
                              .building_edge = "#354552",
                              .road_edge = "#16202a",
                              .highway = "#6d5a36",
                              .arterial = "#43535f",
                              .street = "#394955",
                              .path = "#3c4c52",
                              .rail = "#4f5d66",
                              .label = "#c9d5dc",
                              .label_halo = "#16202a",
                              .water_label = "#8fc1de",
                              .park_label = "#92c9a8"};

inline Palette const& palette_of(std::string_view look) { return look == "dark" ? dark : light; }

}  // namespace cityhall::maps
