#pragma once
// What is drawn how: the pictures of the server and the map in the browser follow the same rules.

#include <array>
#include <cmath>
#include <string_view>

#include "services/maps/palette.h"

namespace cityhall::maps {

/// A way to draw the roads of a class: its width in pixels at zoom 14.
struct RoadStyle {
  std::string_view kind;
  std::string_view Palette::*colour;
  double width;
  double zoom_from;
  bool edged = true;  // with a darker line on both sides, where it is wide
};
// Drawn in this order: the great ones lie on top.
inline constexpr std::array road_styles{RoadStyle{"path", &Palette::path, 1.0, 15.5, false},
                                        RoadStyle{"service", &Palette::street, 2.0, 14.25},
                                        RoadStyle{"pedestrian", &Palette::street, 3.0, 13.5},
                                        RoadStyle{"local", &Palette::street, 3.6, 12},
                                        RoadStyle{"rail", &Palette::rail, 1.4, 11, false},
                                        RoadStyle{"collector", &Palette::street, 4.6, 11},
                                        RoadStyle{"arterial", &Palette::arterial, 6.2, 9},
                                        RoadStyle{"highway", &Palette::highway, 7, 8}};

inline constexpr double river_width = 5;
inline constexpr double stream_width = 1.5;
inline constexpr double stream_zoom_from = 13;
inline constexpr double building_zoom_from = 14.75;
inline constexpr double edged_from_pixels = 3;
inline constexpr double edge_pixels = 1.5;  // both sides together

/// Pixels at a zoom: a line doubles its width with each zoom and a half.
inline double width_at(double width, double zoom) { return std::max(0.6, width * std::exp2((zoom - 14) / 1.5)); }

struct Land {
  std::string_view kind;
  std::string_view Palette::*colour;
};
inline constexpr std::array lands{
    Land{"residential", &Palette::built}, Land{"business", &Palette::built}, Land{"industry", &Palette::built},
    Land{"farm", &Palette::farm},         Land{"grass", &Palette::park},     Land{"wood", &Palette::wood},
    Land{"park", &Palette::park},         Land{"cemetery", &Palette::park},  Land{"campus", &Palette::campus},
    Land{"sand", &Palette::sand},         Land{"wetland", &Palette::wood},   Land{"rock", &Palette::campus},
    Land{"play", &Palette::wood},         Land{"parking", &Palette::square}, Land{"square", &Palette::square}};

}  // namespace cityhall::maps
