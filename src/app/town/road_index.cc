#include "app/town/road_index.h"

#include <algorithm>
#include <cmath>

namespace cityhall::town {
namespace {

constexpr double cell_size = 80;

std::int64_t key(double x, double y, double size) {
  return static_cast<std::int64_t>(std::floor(x / size)) * 1'000'003 + static_cast<std::int64_t>(std::floor(y / size));
}

}  // namespace

Spot nearest_of(Spot spot, Spot from, Spot to) {
  auto const dx = to.x - from.x, dy = to.y - from.y;
  auto const length = dx * dx + dy * dy;
  auto const along = length == 0 ? 0 : std::clamp(((spot.x - from.x) * dx + (spot.y - from.y) * dy) / length, 0.0, 1.0);
  return {from.x + along * dx, from.y + along * dy};
}

double distance_to(Spot spot, Spot from, Spot to) {
  auto const nearest = nearest_of(spot, from, to);
  return std::hypot(spot.x - nearest.x, spot.y - nearest.y);
}

std::int64_t RoadIndex::cell_of(double x, double y) { return key(x, y, cell_size); }

RoadIndex::RoadIndex(Town const& town) {
  for (auto const& road : town.roads)
    for (std::size_t at = 1; at < road.nodes.size(); ++at) {
      Piece const piece{town.nodes[road.nodes[at - 1]], town.nodes[road.nodes[at]], &road.name};
      // Pieces are shorter than a cell: their ends and middle name every cell that they touch, near enough.
      auto const a = cell_of(piece.from.x, piece.from.y), b = cell_of(piece.to.x, piece.to.y);
      cells_[a].push_back(piece);
      if (b != a) cells_[b].push_back(piece);
    }
}

double RoadIndex::to_other_road(Spot spot, std::string const& name) const {
  double nearest = 1e9;
  for (int dx = -1; dx <= 1; ++dx)
    for (int dy = -1; dy <= 1; ++dy) {
      auto const found = cells_.find(cell_of(spot.x + dx * cell_size, spot.y + dy * cell_size));
      if (found == cells_.end()) continue;
      for (auto const& piece : found->second)
        if (*piece.name != name) nearest = std::min(nearest, distance_to(spot, piece.from, piece.to));
    }
  return nearest;
}

std::vector<Spot> RoadIndex::nearest_spots(Spot spot) const {
  std::vector<Spot> nearest;
  for (int dx = -1; dx <= 1; ++dx)
    for (int dy = -1; dy <= 1; ++dy) {
      auto const found = cells_.find(cell_of(spot.x + dx * cell_size, spot.y + dy * cell_size));
      if (found == cells_.end()) continue;
      for (auto const& piece : found->second) nearest.push_back(nearest_of(spot, piece.from, piece.to));
    }
  return nearest;
}

std::int64_t Taken::cell_of(Spot spot, int dx, int dy) const { return key(spot.x + dx * apart_, spot.y + dy * apart_, apart_); }

bool Taken::is_free(Spot spot) const {
  for (int dx = -1; dx <= 1; ++dx)
    for (int dy = -1; dy <= 1; ++dy) {
      auto const found = cells_.find(cell_of(spot, dx, dy));
      if (found == cells_.end()) continue;
      for (auto const other : found->second)
        if (std::hypot(other.x - spot.x, other.y - spot.y) < apart_) return false;
    }
  return true;
}

void Taken::take(Spot spot) { cells_[cell_of(spot, 0, 0)].push_back(spot); }

}  // namespace cityhall::town
