#include <gtest/gtest.h>

#include <cmath>

#include "base/refusal.h"
#include "kernel/places/street.h"
#include "kernel/places/zone.h"
#include "kernel/testing.h"

namespace cityhall {
namespace {

using Ring = std::vector<Point>;

/// Counts crossings of a ray, as in any textbook; knows nothing of GEOS.
bool inside(Ring const& ring, Point point) {
  bool odd = false;
  for (std::size_t at = 0, before = ring.size() - 1; at < ring.size(); before = at++) {
    auto const& a = ring[at];
    auto const& b = ring[before];
    bool const crosses = (a.latitude > point.latitude) != (b.latitude > point.latitude);
    if (crosses && point.longitude < (b.longitude - a.longitude) * (point.latitude - a.latitude) / (b.latitude - a.latitude) + a.longitude)
      odd = !odd;
  }
  return odd;
}

/// A star around a point: never crosses itself.
Ring random_star(Random& random) {
  auto const share = [&] { return static_cast<double>(random.below(1'000'000)) / 1e6; };
  Point const centre{39.92 + share() * 0.16, -86.18 + share() * 0.16};
  auto const corners = 3 + random.below(40);
  Ring ring;
  for (std::uint64_t corner = 0; corner < corners; ++corner) {
    auto const angle = 6.283185307179586 * static_cast<double>(corner) / static_cast<double>(corners);
    auto const reach = 0.002 + 0.03 * share();
    ring.push_back({centre.latitude + reach * std::sin(angle), centre.longitude + reach * std::cos(angle)});
  }
  return ring;
}

std::string feature_of(Ring const& ring, std::string const& name) {
  auto pair = [](Point point) { return '[' + std::to_string(point.longitude) + ',' + std::to_string(point.latitude) + ']'; };
  std::string coordinates;
  for (auto const point : ring) coordinates += pair(point) + ',';
  coordinates += pair(ring.front());
  return R"({"type":"Feature","properties":{"Name":")" + name + R"("},"geometry":{"type":"Polygon","coordinates":[[)" + coordinates + "]]}}";
}

/// As the file says it, with six digits.
Ring rounded(Ring ring) {
  for (auto& point : ring) point = {std::stod(std::to_string(point.latitude)), std::stod(std::to_string(point.longitude))};
  return ring;
}

TEST(Zones, AgreeWithARayCountedByHand) {
  TestCity test{std::vector<std::string>{}};
  SeededRandom random{11};
  std::vector<Ring> rings;
  std::string features;
  for (int count = 0; count < 60; ++count) {
    rings.push_back(rounded(random_star(random)));
    features += (features.empty() ? "" : ",") + feature_of(rings.back(), "star " + std::to_string(count));
  }
  test.run(system_actor("test"), [&](Unit& unit) {
    auto const counted = import_zones(unit, "stars", R"({"type":"FeatureCollection","features":[)" + features + "]}");
    EXPECT_EQ(counted.zones, 60U);
  });
  auto const zones = test.city().zones.get();
  std::size_t hits = 0;
  for (int turn = 0; turn < 5000; ++turn) {
    Point const point{39.9 + static_cast<double>(random.below(200'000)) / 1e6, -86.2 + static_cast<double>(random.below(200'000)) / 1e6};
    std::set<std::string> found, expected;
    for (auto const* zone : zones->at(point))
      if (zone->layer == "stars") found.insert(zone->name);
    for (std::size_t at = 0; at < rings.size(); ++at)
      if (inside(rings[at], point)) expected.insert("star " + std::to_string(at));
    ASSERT_EQ(found, expected) << point.latitude << ' ' << point.longitude;
    hits += found.size();
  }
  EXPECT_GT(hits, 500U);
}

TEST(Zones, AnswerManyThreadsAtOnce) {
  TestCity test{std::vector<std::string>{}};
  auto const zones = test.city().zones.get();
  std::atomic<int> wrong = 0;
  std::vector<std::thread> threads;
  for (int thread = 0; thread < 4; ++thread)
    threads.emplace_back([&] {
      for (int turn = 0; turn < 2000; ++turn)
        if (zones->at(in_north).size() != 2 || zones->at(in_south).size() != 2 || !zones->at({50, 10}).empty()) ++wrong;
    });
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(wrong, 0);
}

TEST(Zones, KeepTheirIdsWhenALayerIsReplacedAndRefuseWhatIsNoPolygon) {
  TestCity test{std::vector<std::string>{}};
  auto const north = test.zone("north");
  Ring const square{{39.9, -86.2}, {39.9, -86.1}, {40.0, -86.1}};
  auto const import = [&](std::string const& features) {
    return test.run(system_actor("test"),
                    [&](Unit& unit) { return import_zones(unit, "district", R"({"type":"FeatureCollection","features":[)" + features + "]}"); });
  };
  auto const counted = import(feature_of(square, "north") + "," + feature_of(square, "east"));
  EXPECT_EQ(counted.added, 1U);
  EXPECT_EQ(counted.removed, 1U);
  EXPECT_EQ(test.zone("north"), north);
  EXPECT_EQ(test.zone("south"), ZoneId{});
  EXPECT_THROW(import(R"({"type":"Feature","properties":{"name":"x"},"geometry":{"type":"Point","coordinates":[1,2]}})"), Refusal);
  EXPECT_THROW(import(R"({"type":"Feature","properties":{},"geometry":null})"), Refusal);
  EXPECT_THROW(test.run(system_actor("test"), [](Unit& unit) { import_zones(unit, "district", "{"); }), Refusal);
  EXPECT_EQ(test.zone("north"), north);
  test.reopen();
  EXPECT_EQ(test.zone("north"), north);
}

class Addresses : public testing::Test {
 protected:
  Addresses() {
    std::vector<Address> const list{{.number = "12", .street = "Main Street", .zip = "46061", .point = {40.01, -86.1}},
                                    {.number = "12", .street = "Main Street", .unit = "4", .zip = "46061", .point = {40.01, -86.1}},
                                    {.number = "120", .street = "Main Street", .zip = "46061", .point = {40.02, -86.1}},
                                    {.number = "7", .street = "Peña Avenue", .zip = "46061", .point = {39.95, -86.15}}};
    test.run(system_actor("test"), [&](Unit& unit) { EXPECT_EQ(import_addresses(unit, list), 4U); });
    test.run(system_actor("test"), [&](Unit& unit) { EXPECT_EQ(import_addresses(unit, list), 0U); });
  }
  std::string found(std::string_view text) {
    return test.view(test.anonymous(), [&](View const& view) {
      auto const address = find_address(view, text);
      return address ? address->line() : std::string{"nothing"};
    });
  }
  TestCity test{std::vector<std::string>{}};
};

TEST_F(Addresses, AreFoundAsPeopleWriteThem) {
  for (auto const* text : {"12 Main Street", "12 main st", "12  MAIN ST.", "12 Main St, Apt 4", "12 Main St, Fairhaven 46061"})
    EXPECT_EQ(found(text), "12 Main Street") << text;
  EXPECT_EQ(found("7 pena ave"), "7 Peña Avenue");
  EXPECT_EQ(found("13 Main Street"), "nothing");
  EXPECT_EQ(found("Main Street"), "nothing");
}

TEST_F(Addresses, NameAPointAndPlaceAName) {
  test.view(test.anonymous(), [](View const& view) {
    EXPECT_EQ(locate(view, {.point = Point{40.0101, -86.1001}}).address, "12 Main Street");
    EXPECT_EQ(locate(view, {.point = Point{40.05, -86.05}}).address, "");
    EXPECT_EQ(locate(view, {.address = "7 Peña Avenue"}).point, (Point{39.95, -86.15}));
    EXPECT_EQ(locate(view, {.address = "40.0101, -86.1001"}).address, "12 Main Street");
    EXPECT_THROW(locate(view, {.address = "1 Nowhere Road"}), Refusal);
    EXPECT_THROW(locate(view, {.point = Point{41, -86.1}}), Refusal);
    EXPECT_THROW(locate(view, {.point = Point{std::nan(""), 0}}), Refusal);
  });
}

TEST(Streets, TellClassAndOwnerOfTheNearest) {
  TestCity test{std::vector<std::string>{}};
  test.run(system_actor("test"), [](Unit& unit) {
    EXPECT_EQ(import_streets(unit, R"({"type":"FeatureCollection","features":[
      {"type":"Feature","properties":{"name":"Main","class":"arterial","owner":"state"},"geometry":{"type":"LineString","coordinates":[[-86.2,40.0],[-86.0,40.0]]}},
      {"type":"Feature","properties":{"name":"Side","class":"local"},"geometry":{"type":"LineString","coordinates":[[-86.1,39.9],[-86.1,40.1]]}}]})"),
              2U);
  });
  auto const streets = test.city().streets.get();
  ASSERT_NE(streets->nearest({40.0002, -86.15}), nullptr);
  EXPECT_EQ(streets->nearest({40.0002, -86.15})->name, "Main");
  EXPECT_EQ(streets->nearest({40.0003, -86.1001})->name, "Side");
  EXPECT_EQ(streets->nearest({40.0005, -86.15}), nullptr);  // 56 metres away
}

TEST(Points, AreReadAsPeoplePasteThem) {
  EXPECT_EQ(parse_point("42.3601, -71.0589"), (Point{42.3601, -71.0589}));
  EXPECT_EQ(parse_point("42.3601 -71.0589"), (Point{42.3601, -71.0589}));
  for (auto const* bad : {"", "42", "91, 0", "0, 181", "12 Main St", "1e5, 2", "nan, nan"}) EXPECT_FALSE(parse_point(bad)) << bad;
  EXPECT_NEAR(metres_between({42, -71}, {42.001, -71}), 111.2, 0.1);
}

}  // namespace
}  // namespace cityhall
