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

TEST(Town, RefusesWhatIsNoTown) {
  EXPECT_THROW(make_town({.residents = 3}), Refusal);
  EXPECT_THROW(make_town({.residents = 50'000'000}), Refusal);
}

}  // namespace
}  // namespace cityhall::town
