#include <cmath>
#include <map>
#include <span>
#include <unordered_map>

#include <fmt/format.h>

#include "app/town/road_index.h"
#include "app/town/shapes.h"

namespace cityhall::town {
namespace {

constexpr double to_house = 9;        // metres from a door to the middle of its house, away from the street
constexpr double street_half = 6;     // of the ground of a street, from its middle line
constexpr double sheet_metres = 400;  // side of a sheet of the assessor's map
constexpr double parcel_reach = 45;   // from the middle of a house no parcel goes further

/// What a lot is known by: the middle of its house.
Spot middle_of(Lot const& lot) {
  Spot const front{(lot.parcel[0].x + lot.parcel[1].x) / 2, (lot.parcel[0].y + lot.parcel[1].y) / 2};
  auto const away = std::hypot(lot.door.x - front.x, lot.door.y - front.y);
  return {lot.door.x + (lot.door.x - front.x) / away * to_house, lot.door.y + (lot.door.y - front.y) / away * to_house};
}

/// All that lies no further than so many metres from a spot towards another one.
struct HalfPlane {
  Spot from, towards;
  double metres;

  double beyond(Spot spot) const {
    auto const dx = towards.x - from.x, dy = towards.y - from.y;
    return ((spot.x - from.x) * dx + (spot.y - from.y) * dy) / std::hypot(dx, dy) - metres;
  }
};

/// What is left of a convex ring (Sutherland and Hodgman).
std::vector<Spot> cut(std::vector<Spot> const& ring, HalfPlane const& half) {
  std::vector<Spot> left;
  for (std::size_t at = 0; at < ring.size(); ++at) {
    auto const here = ring[at], next = ring[(at + 1) % ring.size()];
    auto const a = half.beyond(here), b = half.beyond(next);
    if (a <= 0) left.push_back(here);
    if ((a < 0 && b > 0) || (a > 0 && b < 0))
      left.push_back({here.x + (next.x - here.x) * a / (a - b), here.y + (next.y - here.y) * a / (a - b)});
  }
  return left;
}

/// The lots by squares of a grid.
class LotIndex {
 public:
  explicit LotIndex(std::vector<Spot> const& middles) {
    for (auto const middle : middles) squares_[key(middle, 0, 0)].push_back(middle);
  }
  /// Those whose parcel could touch one around this spot; itself, too.
  std::vector<Spot> around(Spot spot) const {
    std::vector<Spot> near;
    for (int dx = -1; dx <= 1; ++dx)
      for (int dy = -1; dy <= 1; ++dy)
        if (auto const found = squares_.find(key(spot, dx, dy)); found != squares_.end())
          near.insert(near.end(), found->second.begin(), found->second.end());
    return near;
  }

 private:
  static constexpr double side = 2 * parcel_reach;
  static std::int64_t key(Spot spot, int dx, int dy) {
    return (static_cast<std::int64_t>(std::floor(spot.x / side)) + dx) * 1'000'003 + static_cast<std::int64_t>(std::floor(spot.y / side)) +
           dy;
  }
  std::unordered_map<std::int64_t, std::vector<Spot>> squares_;
};

/// "12-07-031": row and column of the sheet, and the lot on it.
class Numbers {
 public:
  std::string next(Spot at) {
    // Counted from a corner far outside of any town, so that both stay positive.
    auto const row = 500 + static_cast<int>(std::floor(at.y / sheet_metres)),
               column = 500 + static_cast<int>(std::floor(at.x / sheet_metres));
    return fmt::format("{:03}-{:03}-{:03}", row, column, ++last_[{row, column}]);
  }

 private:
  std::map<std::pair<int, int>, int> last_;
};

}  // namespace

void survey_parcels(Town& town) {
  RoadIndex const roads{town};
  std::vector<Spot> middles;
  for (auto const& lot : town.lots) middles.push_back(middle_of(lot));
  LotIndex const lots{middles};
  Numbers numbers;
  for (std::size_t at = 0; at < middles.size(); ++at) {
    auto& lot = town.lots[at];
    auto const middle = middles[at];
    for (auto const other : lots.around(middle)) {
      auto const apart = std::hypot(other.x - middle.x, other.y - middle.y);
      if (apart > 0) lot.parcel = cut(lot.parcel, {middle, other, apart / 2});
    }
    for (auto const street : roads.nearest_spots(middle)) {
      auto const away = std::hypot(street.x - middle.x, street.y - middle.y);
      if (away < parcel_reach + street_half) lot.parcel = cut(lot.parcel, {middle, street, away - street_half});
    }
    lot.parcel_number = numbers.next(middle);
  }
}

}  // namespace cityhall::town
