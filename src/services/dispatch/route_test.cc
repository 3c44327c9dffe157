#include "services/dispatch/route.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <random>

namespace cityhall {
namespace {

std::vector<std::size_t> as_given(std::size_t count) {
  std::vector<std::size_t> order(count);
  std::iota(order.begin(), order.end(), std::size_t{0});
  return order;
}

std::vector<Point> some_stops(std::mt19937& random, std::size_t count) {
  std::uniform_real_distribution<double> degrees{0, 0.1};
  std::vector<Point> stops;
  for (std::size_t i = 0; i < count; ++i) stops.push_back({40 + degrees(random), -86 + degrees(random)});
  // Several work orders may stand at one place.
  if (count > 3) stops[2] = stops[0];
  return stops;
}

bool is_permutation_of_all(std::vector<std::size_t> order, std::size_t count) {
  std::sort(order.begin(), order.end());
  return order == as_given(count);
}

/// The shortest of all orders, by trying each.
double shortest(std::span<Point const> stops, std::optional<Point> start) {
  auto order = as_given(stops.size());
  auto best = route_metres(stops, order, start);
  while (std::next_permutation(order.begin() + (start ? 0 : 1), order.end())) best = std::min(best, route_metres(stops, order, start));
  return best;
}

TEST(Route, IsAPermutationAndNeverLongerThanTheGivenOrder) {
  std::mt19937 random{7};
  for (std::size_t round = 0; round < 400; ++round) {
    auto const stops = some_stops(random, round % 40);
    auto const start = round % 3 == 0 ? std::nullopt : std::optional{Point{40.05, -85.95}};
    auto const order = short_route(stops, start);
    ASSERT_TRUE(is_permutation_of_all(order, stops.size())) << round;
    EXPECT_LE(route_metres(stops, order, start), route_metres(stops, as_given(stops.size()), start) + 1e-9) << round;
    EXPECT_EQ(order, short_route(stops, start)) << "the same stops give the same order";
  }
}

TEST(Route, IsNeverMuchLongerThanTheShortestOfAll) {
  std::mt19937 random{11};
  for (int round = 0; round < 40; ++round) {
    auto const stops = some_stops(random, 7);
    auto const start = round % 2 == 0 ? std::nullopt : std::optional{Point{40, -86}};
    EXPECT_LE(route_metres(stops, short_route(stops, start), start), 1.25 * shortest(stops, start)) << round;
  }
}

TEST(Route, WithoutABaseTheFirstStopStaysTheFirst) {
  std::mt19937 random{3};
  for (int round = 0; round < 50; ++round) EXPECT_EQ(short_route(some_stops(random, 12), std::nullopt).front(), 0U);
}

TEST(Route, GoesAlongALineInsteadOfToAndFro) {
  std::vector<Point> const line{{40, -86.00}, {40, -86.03}, {40, -86.01}, {40, -86.04}, {40, -86.02}};
  EXPECT_EQ(short_route(line, Point{40, -85.99}), (std::vector<std::size_t>{0, 2, 4, 1, 3}));
}

}  // namespace
}  // namespace cityhall
