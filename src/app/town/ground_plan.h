#pragma once
// The ground of a made-up town: half-mile cells between arterial roads, bent a little, and the river that runs through.

#include "app/simulation/dice.h"
#include "app/town/town.h"

namespace cityhall::town {

inline constexpr double cell_metres = 800;

enum class Pattern { centre, grid, loops, industry, park, fields };

struct Cell {
  int column = 0;  // 0: east of the middle line
  int row = 0;     // 0: north of it
  Pattern pattern = Pattern::loops;
};

/// Straight plans are bent and turned, so that nothing looks ruled.
class GroundPlan {
 public:
  GroundPlan(TownWish const& wish, simulation::Dice& dice);
  std::vector<Cell> const& cells() const { return cells_; }
  int columns() const { return half_columns_; }  // cells on each side of the middle
  int rows() const { return half_rows_; }
  Spot bend(Spot plan) const;
  /// Distance from the middle of the river, metres on the plan.
  double from_river(Spot plan) const;
  double river_x(double y) const;
  std::vector<Spot> river_line() const;
  /// The outline of a cell, bent.
  std::vector<Spot> outline(Cell const& cell) const;

 private:
  double phase_[4];
  int half_columns_;
  int half_rows_;
  std::vector<Cell> cells_;
};

inline constexpr double river_half_width = 32;

}  // namespace cityhall::town
