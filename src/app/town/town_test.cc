#include "app/town/town.h"

#include <algorithm>
#include <cmath>
#include <set>

#include <gtest/gtest.h>

#include "base/refusal.h"

namespace cityhall::town {
namespace {

TEST(Town, HasRoomForEveryoneAndNoNumberTwice) {
  for (int const residents : {800, 6000, 33'000}) {
    auto const town = make_town({.residents = residents});
    std::size_t homes = 0;
    std::set<std::string> known;
    for (auto const& lot : town.lots) {
      if (lot.use != "retail") homes += std::max<std::size_t>(1, lot.units.size());
      EXPECT_TRUE(known.insert(lot.number + " " + lot.street).second) << lot.number << " " << lot.street;
    }
    EXPECT_NEAR(static_cast<double>(homes), residents / 2.42, residents * 0.02) << residents;
  }
}

TEST(Town, IsTheSameForTheSameWish) {
  auto const one = make_town({.residents = 3000}), same = make_town({.residents = 3000}), other = make_town({.residents = 3000, .seed = 8});
  ASSERT_EQ(one.lots.size(), same.lots.size());
  for (std::size_t at = 0; at < one.lots.size(); ++at) EXPECT_EQ(one.lots[at].door.x, same.lots[at].door.x);
  EXPECT_NE(one.nodes.back().x, other.nodes.back().x);
}

TEST(Town, KeepsHousesApartAndOutOfTheRiver) {
  auto const town = make_town({.residents = 6000});
  auto const river = std::find_if(town.surfaces.begin(), town.surfaces.end(),
                                  [](Surface const& each) { return each.value == "water" && each.ring.size() > 60; });
  ASSERT_NE(river, town.surfaces.end());
  for (auto const& lot : town.lots)
    for (auto const bank : river->ring)
      ASSERT_GT(std::hypot(lot.door.x - bank.x, lot.door.y - bank.y), 5) << lot.number << " " << lot.street;
}

/// How far a spot lies outside of a convex ring, metres; below zero inside of it.
double outside_of(std::vector<Spot> const& ring, Spot spot) {
  double turn = 0;
  for (std::size_t at = 0; at < ring.size(); ++at) {
    auto const a = ring[at], b = ring[(at + 1) % ring.size()];
    turn += a.x * b.y - b.x * a.y;
  }
  double most = -1e9;
  for (std::size_t at = 0; at < ring.size(); ++at) {
    auto const a = ring[at], b = ring[(at + 1) % ring.size()];
    auto const length = std::hypot(b.x - a.x, b.y - a.y);
    if (length < 1e-6) continue;
    auto const left = ((b.x - a.x) * (spot.y - a.y) - (b.y - a.y) * (spot.x - a.x)) / length;
    most = std::max(most, turn > 0 ? -left : left);
  }
  return most;
}

/// Two convex rings are apart when all of one lies beyond an edge of the other.
bool lies_beyond_an_edge(std::vector<Spot> const& ring, std::vector<Spot> const& other) {
  for (std::size_t at = 0; at < ring.size(); ++at) {
    auto const a = ring[at], b = ring[(at + 1) % ring.size()];
    auto const length = std::hypot(b.x - a.x, b.y - a.y);
    if (length < 1e-6) continue;
    auto const left_of = [&](Spot spot) { return ((b.x - a.x) * (spot.y - a.y) - (b.y - a.y) * (spot.x - a.x)) / length; };
    auto const inner =
        std::max_element(ring.begin(), ring.end(), [&](Spot p, Spot q) { return std::abs(left_of(p)) < std::abs(left_of(q)); });
    auto const outwards = left_of(*inner) > 0 ? -1.0 : 1.0;
    if (std::all_of(other.begin(), other.end(), [&](Spot spot) { return outwards * left_of(spot) > -1e-6; })) return true;
  }
  return false;
}

TEST(Town, ParcelsHoldTheirAddressAndNoStreet) {
  for (std::uint64_t const seed : {7U, 8U}) {
    auto const town = make_town({.residents = 6000, .seed = seed});
    std::set<std::string> numbers;
    for (auto const& lot : town.lots) {
      ASSERT_GE(lot.parcel.size(), 3U) << lot.number << " " << lot.street;
      EXPECT_LE(outside_of(lot.parcel, lot.door), 0) << lot.number << " " << lot.street;
      EXPECT_TRUE(numbers.insert(lot.parcel_number).second) << lot.parcel_number;
      for (auto const& road : town.roads)
        for (std::size_t at = 1; at < road.nodes.size(); ++at) {
          auto const from = town.nodes[road.nodes[at - 1]], to = town.nodes[road.nodes[at]];
          Spot const half{(from.x + to.x) / 2, (from.y + to.y) / 2};
          if (std::hypot(half.x - lot.door.x, half.y - lot.door.y) > 120) continue;
          EXPECT_GT(outside_of(lot.parcel, from), 3) << lot.number << " " << lot.street << " and " << road.name;
          EXPECT_GT(outside_of(lot.parcel, half), 3) << lot.number << " " << lot.street << " and " << road.name;
        }
    }
  }
}

TEST(Town, ParcelsDoNotOverlap) {
  auto const town = make_town({.residents = 6000});
  for (auto one = town.lots.begin(); one != town.lots.end(); ++one)
    for (auto other = one + 1; other != town.lots.end(); ++other) {
      if (std::hypot(one->door.x - other->door.x, one->door.y - other->door.y) > 90) continue;
      EXPECT_TRUE(lies_beyond_an_edge(one->parcel, other->parcel) || lies_beyond_an_edge(other->parcel, one->parcel))
          << one->number << " " << one->street << " and " << other->number << " " << other->street;
    }
}

TEST(Town, RefusesWhatIsNoTown) {
  EXPECT_THROW(make_town({.residents = 3}), Refusal);
  EXPECT_THROW(make_town({.residents = 50'000'000}), Refusal);
}

}  // namespace
}  // namespace cityhall::town
