#pragma once
// Squares of a grid over the earth, about 200 metres high, numbered so that an ordinary index finds what is near.

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

#include "kernel/places/box.h"

namespace cityhall {

inline constexpr double cell_degrees = 0.002;
inline constexpr std::int64_t cells_in_row = 1'000'000;

/// The square of a point.
inline std::int64_t cell_of(Point point) {
  auto const row = static_cast<std::int64_t>(std::floor((point.latitude + 90) / cell_degrees));
  auto const column = static_cast<std::int64_t>(std::floor((point.longitude + 180) / cell_degrees));
  return row * cells_in_row + column;
}

/// The middle of a square.
inline Point middle_of(std::int64_t cell) {
  // Whole numbers before the product: 40.051 is not to become 40.05099999.
  auto const middle = [](std::int64_t squares) { return (static_cast<double>(squares) + 0.5) * cell_degrees; };
  return {middle(cell / cells_in_row - 45'000), middle(cell % cells_in_row - 90'000)};
}

/// Squares of the map from a lowest left one to a highest right one.
struct CellBox {
  std::int64_t first_row, last_row, first_column, last_column;
  bool holds(std::int64_t cell) const {
    auto const row = cell / cells_in_row;
    auto const column = cell % cells_in_row;
    return row >= first_row && row <= last_row && column >= first_column && column <= last_column;
  }
};

inline CellBox cells_between(Point south_west, Point north_east) {
  auto const on_earth = [](Point point) {
    return Point{std::clamp(point.latitude, -90.0, 90.0), std::clamp(point.longitude, -180.0, 180.0)};
  };
  auto const first = cell_of(on_earth(south_west));
  auto const last = cell_of(on_earth(north_east));
  return {first / cells_in_row, last / cells_in_row, first % cells_in_row, last % cells_in_row};
}

/// The squares that a circle may touch.
inline CellBox cell_box_around(Point point, double metres) {
  auto const [west, south, east, north] = box_around(point, metres);
  return cells_between({south, west}, {north, east});
}

inline std::vector<std::int64_t> cells_around(Point point, double metres) {
  std::vector<std::int64_t> cells;
  auto const box = cell_box_around(point, metres);
  for (auto row = box.first_row; row <= box.last_row; ++row)
    for (auto column = box.first_column; column <= box.last_column; ++column) cells.push_back(row * cells_in_row + column);
  return cells;
}

}  // namespace cityhall
