#pragma once
// Squares of a grid over the earth, about 200 metres high, numbered so that an ordinary index finds what is near.

#include <cmath>
#include <cstdint>
#include <vector>

#include "kernel/places/place.h"

namespace cityhall {

inline constexpr double cell_degrees = 0.002;
inline constexpr std::int64_t cells_in_row = 1'000'000;

/// The square of a point.
inline std::int64_t cell_of(Point point) {
  auto const row = static_cast<std::int64_t>(std::floor((point.latitude + 90) / cell_degrees));
  auto const column = static_cast<std::int64_t>(std::floor((point.longitude + 180) / cell_degrees));
  return row * cells_in_row + column;
}

/// The squares that a circle may touch.
inline std::vector<std::int64_t> cells_around(Point point, double metres) {
  constexpr double metres_per_degree = 111'320;
  auto const high = metres / metres_per_degree;
  auto const wide = high / std::max(0.01, std::cos(point.latitude * 3.141592653589793 / 180));
  std::vector<std::int64_t> cells;
  auto const first = cell_of({point.latitude - high, point.longitude - wide});
  auto const last = cell_of({point.latitude + high, point.longitude + wide});
  for (auto row = first / cells_in_row; row <= last / cells_in_row; ++row)
    for (auto column = first % cells_in_row; column <= last % cells_in_row; ++column) cells.push_back(row * cells_in_row + column);
  return cells;
}

}  // namespace cityhall
