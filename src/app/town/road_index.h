#pragma once
// Which streets are near a spot: a grid over their segments.

#include <unordered_map>
#include <vector>

#include "app/town/town.h"

namespace cityhall::town {

/// The spot of a straight piece that is nearest.
Spot nearest_of(Spot spot, Spot from, Spot to);
/// Metres between a spot and a straight piece.
double distance_to(Spot spot, Spot from, Spot to);

class RoadIndex {
 public:
  explicit RoadIndex(Town const& town);
  /// Metres to the nearest road of another name; 1e9 when none is within about 80 metres.
  double to_other_road(Spot spot, std::string const& name) const;
  /// Of each piece of a road within about 80 metres, whichever road it is, the spot that is nearest.
  std::vector<Spot> nearest_spots(Spot spot) const;

 private:
  struct Piece {
    Spot from, to;
    std::string const* name;
  };
  static std::int64_t cell_of(double x, double y);
  std::unordered_map<std::int64_t, std::vector<Piece>> cells_;
};

/// Keeps things apart: a grid of the spots that are taken.
class Taken {
 public:
  explicit Taken(double apart) : apart_{apart} {}
  bool is_free(Spot spot) const;
  void take(Spot spot);

 private:
  std::int64_t cell_of(Spot spot, int dx, int dy) const;
  double apart_;
  std::unordered_map<std::int64_t, std::vector<Spot>> cells_;
};

}  // namespace cityhall::town
