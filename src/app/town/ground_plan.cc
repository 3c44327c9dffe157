#include "app/town/ground_plan.h"

#include <algorithm>
#include <cmath>

namespace cityhall::town {
namespace {

constexpr double turn = 0.12;                            // radians
constexpr double metres_per_resident_squared = 0.00087;  // half a square mile for a thousand people: a Midwestern town

double smooth(double from, double to, double value) {
  auto const share = std::clamp((value - from) / (to - from), 0.0, 1.0);
  return share * share * (3 - 2 * share);
}

Pattern pattern_of(double distance, double reach, simulation::Dice& dice) {
  if (distance < 0.75) return Pattern::centre;
  if (distance < 0.45 * reach + 0.6) return Pattern::grid;
  auto const chance = dice.real();
  if (distance > reach * 0.95 && chance < 0.35) return Pattern::fields;
  if (chance < 0.12) return Pattern::industry;
  if (chance < 0.2) return Pattern::park;
  return Pattern::loops;
}

}  // namespace

GroundPlan::GroundPlan(TownWish const& wish, simulation::Dice& dice) {
  for (auto& phase : phase_) phase = dice.real() * 6.28;
  auto const square_metres = wish.residents * 1e6 * metres_per_resident_squared;
  auto const half_height = std::sqrt(square_metres / 1.3) / 2;
  half_rows_ = std::max(1, static_cast<int>(std::lround(half_height / cell_metres)));
  half_columns_ = std::max(1, static_cast<int>(std::lround(half_height * 1.3 / cell_metres)));
  auto const reach = std::hypot(half_columns_ - 0.5, half_rows_ - 0.5);
  for (int row = -half_rows_; row < half_rows_; ++row)
    for (int column = -half_columns_; column < half_columns_; ++column) {
      auto const distance = std::hypot(column + 0.5, row + 0.5);
      // The corners stay open land: a town is rounder than its sections.
      if (distance > reach * 0.93 && half_rows_ > 1) continue;
      cells_.push_back({column, row, pattern_of(distance, reach, dice)});
    }
}

Spot GroundPlan::bend(Spot plan) const {
  auto const strength = 75 * smooth(500, 2600, std::hypot(plan.x, plan.y));
  auto const x = plan.x + strength * std::sin(plan.y / 870 + phase_[0]) + strength * 0.4 * std::sin(plan.x / 510 + phase_[1]);
  auto const y = plan.y + strength * std::sin(plan.x / 1130 + phase_[2]) + strength * 0.4 * std::sin(plan.y / 640 + phase_[3]);
  return {x * std::cos(turn) - y * std::sin(turn), x * std::sin(turn) + y * std::cos(turn)};
}

double GroundPlan::river_x(double y) const {
  return -0.62 * cell_metres + 190 * std::sin(y / 760 + phase_[1]) + 70 * std::sin(y / 310 + phase_[2]);
}

double GroundPlan::from_river(Spot plan) const {
  // Its bends are gentle: the distance along the row, times a little.
  return std::abs(plan.x - river_x(plan.y)) * 0.92;
}

std::vector<Spot> GroundPlan::river_line() const {
  std::vector<Spot> line;
  auto const end = (half_rows_ + 0.4) * cell_metres;
  for (double y = -end; y <= end; y += 40) line.push_back({river_x(y), y});
  return line;
}

std::vector<Spot> GroundPlan::outline(Cell const& cell) const {
  std::vector<Spot> ring;
  auto const west = cell.column * cell_metres, south = cell.row * cell_metres;
  auto const side = [&](double x, double y, double dx, double dy) {
    for (int at = 0; at < 8; ++at) ring.push_back(bend({west + x + dx * at * cell_metres / 8, south + y + dy * at * cell_metres / 8}));
  };
  side(0, 0, 1, 0);
  side(cell_metres, 0, 0, 1);
  side(cell_metres, cell_metres, -1, 0);
  side(0, cell_metres, 0, -1);
  return ring;
}

}  // namespace cityhall::town
