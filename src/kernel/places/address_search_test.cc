#include "kernel/places/address_search.h"

#include <gtest/gtest.h>

#include "base/refusal.h"
#include "kernel/places/address_text.h"
#include "kernel/places/landmark.h"
#include "kernel/places/street.h"
#include "kernel/testing.h"

namespace cityhall {
namespace {

class PlaceSearching : public ::testing::Test {
 protected:
  PlaceSearching() {
    std::vector<Address> const list{{.number = "12", .street = "Main Street", .zip = "46061", .point = {40.0100, -86.1}},
                                    {.number = "12", .street = "Main Street", .unit = "4", .zip = "46061", .point = {40.0100, -86.1}},
                                    {.number = "120", .street = "Main Street", .point = {40.0200, -86.1}},
                                    {.number = "20", .street = "Main Street", .point = {40.0108, -86.1}},
                                    {.number = "31-35", .street = "Main Street", .point = {40.0115, -86.1}},
                                    {.number = "7", .street = "Peña Avenue", .point = {39.9500, -86.15}},
                                    {.number = "12", .street = "Maine Court", .point = {39.9600, -86.12}},
                                    {.number = "5", .street = "2nd Avenue", .point = {39.9700, -86.12}},
                                    {.number = "9b", .street = "Via Roma", .point = {39.9800, -86.12}}};
    std::vector<StreetSet::Row> const streets{{{"Main Street", "arterial", "city"}, {{40.00, -86.1}, {40.03, -86.1}}},
                                              {{"Oak Avenue", "local", "city"}, {{40.015, -86.2}, {40.015, -86.0}}},
                                              {{"Elm Street", "local", "city"}, {{40.5, -86.2}, {40.5, -86.0}}}};
    std::vector<Landmark> const places{{"City Library", "library", {40.011, -86.101}}};
    test.run(system_actor("test"), [&](Unit& unit) {
      import_addresses(unit, list);
      replace_streets(unit, streets);
      replace_landmarks(unit, places);
    });
  }
  std::string found(std::string_view typed, std::size_t most = 8, std::optional<Point> near = {}) {
    return test.view(test.anonymous(), [&](View const& view) {
      std::string lines;
      for (auto const& place : find_places(view, {.typed = typed, .near = near, .most = most})) lines += place.text + "; ";
      return lines;
    });
  }
  TestCity test{std::vector<std::string>{}};
};

TEST_F(PlaceSearching, FindsAddressesWhileTheyAreTyped) {
  EXPECT_EQ(found("12 main street", 1), "12 Main Street; ");
  EXPECT_EQ(found("12 ma"), "12 Main Street; 12 Maine Court; 120 Main Street; ");
  EXPECT_EQ(found("12 main stre", 1), "12 Main Street; ");
  EXPECT_EQ(found("main st 12", 1), "12 Main Street; ");
  EXPECT_EQ(found("12", 3), "12 Main Street; 12 Maine Court; 120 Main Street; ");
  EXPECT_EQ(found("via roma 9b", 1), "9b Via Roma; ");
  EXPECT_EQ(found("5 2nd ave", 1), "5 2nd Avenue; ");
  EXPECT_EQ(found("peñ"), "Peña Avenue; ");
  EXPECT_EQ(found(""), "");
  EXPECT_EQ(found("zzzz"), "");
}

TEST_F(PlaceSearching, ForgivesMisspelling) {
  EXPECT_EQ(found("12 mian street", 1), "12 Main Street; ");
  EXPECT_EQ(found("7 penna avenue", 1), "7 Peña Avenue; ");
  EXPECT_EQ(found("city libary", 1), "City Library; ");
}

TEST_F(PlaceSearching, ForgivesASlipInTheNameAndOneInTheType) {
  EXPECT_EQ(found("12 mian stret", 1), "12 Main Street; ");
  EXPECT_EQ(found("9 Mian Stret", 1), "Main Street; ");  // no such house: the street at least
  EXPECT_EQ(found("7 penna avneue", 1), "7 Peña Avenue; ");
}

TEST_F(PlaceSearching, PutsAnUnlistedNumberBetweenItsNeighbours) {
  test.view(test.anonymous(), [](View const& view) {
    auto const places = find_places(view, {.typed = "16 Main Street", .most = 1});
    ASSERT_EQ(places.size(), 1U);
    EXPECT_EQ(places[0].as, FoundAs::between);
    EXPECT_EQ(places[0].text, "16 Main Street");
    EXPECT_NEAR(places[0].point.latitude, 40.0104, 1e-9);
    EXPECT_EQ(locate(view, {.address = "16 main st"}).point, places[0].point);
  });
  EXPECT_EQ(found("33 main street", 1), "31-35 Main Street; ");
  EXPECT_EQ(found("9999 main street", 1), "Main Street; ");  // the street at least
}

TEST_F(PlaceSearching, FindsCrossingsAndPlacesWithNames) {
  for (auto const* typed : {"main st & oak ave", "Main and Oak", "corner of main and oak", "esquina de Main y Oak", "main/oak"})
    EXPECT_EQ(found(typed, 1), "Main Street & Oak Avenue; ") << typed;
  EXPECT_EQ(found("main & elm"), "");
  test.view(test.anonymous(), [](View const& view) {
    EXPECT_NEAR(locate(view, {.address = "Main St & Oak Ave"}).point->latitude, 40.015, 1e-6);
    EXPECT_EQ(locate(view, {.address = "city library"}).address, "City Library");
    EXPECT_THROW(locate(view, {.address = "Main Street"}), Refusal);
  });
}

TEST_F(PlaceSearching, TakesACrossingThatOnlyOneCanMean) {
  test.view(test.anonymous(), [](View const& view) {
    for (auto const* typed : {"Main and Oak", "main & oak", "Mian and Oak"}) {
      auto const place = locate(view, {.address = typed});
      EXPECT_EQ(place.address, "Main Street & Oak Avenue") << typed;
      EXPECT_NEAR(place.point->latitude, 40.015, 1e-6) << typed;
    }
    EXPECT_THROW(locate(view, {.address = "Main and Elm"}), Refusal);  // they do not meet
  });
  test.run(system_actor("test"), [](Unit& unit) {
    std::vector<StreetSet::Row> const two{{{"Main Street", "arterial", "city"}, {{40.00, -86.1}, {40.03, -86.1}}},
                                          {{"Oak Avenue", "local", "city"}, {{40.015, -86.2}, {40.015, -86.0}}},
                                          {{"Oak Court", "local", "city"}, {{40.025, -86.2}, {40.025, -86.0}}}};
    replace_streets(unit, two);
  });
  test.view(test.anonymous(), [](View const& view) {
    EXPECT_THROW(locate(view, {.address = "Main and Oak"}), Refusal);  // two could be meant
    EXPECT_EQ(locate(view, {.address = "Main and Oak Court"}).address, "Main Street & Oak Court");
  });
}

TEST_F(PlaceSearching, NamesAPointWhereNoHouseStands) {
  test.view(test.anonymous(), [](View const& view) {
    auto const named = [&](Point point) { return name_of_point(view, point).address; };
    EXPECT_EQ(named({40.0100, -86.1001}), "12 Main Street");
    EXPECT_EQ(named({40.0150, -86.1002}), "Main Street & Oak Avenue");
    EXPECT_EQ(named({40.0210, -86.1}), "near 120 Main Street");  // the last house is 110 metres away
    EXPECT_EQ(named({40.0150, -86.0500}), "Oak Avenue");         // nobody lives there
    EXPECT_EQ(named({40.0400, -86.3}), "") << "nothing is near";
    EXPECT_EQ(locate(view, {.point = Point{40.0210, -86.1}}).address, "near 120 Main Street");
  });
  test.run(system_actor("test"), [](Unit& unit) {
    std::vector<Address> const more{{.number = "131", .street = "Main Street", .point = {40.0226, -86.1}},
                                    {.number = "151", .street = "Main Street", .point = {40.0246, -86.1}}};
    import_addresses(unit, more);
  });
  test.view(test.anonymous(), [](View const& view) {
    EXPECT_EQ(name_of_point(view, {40.0236, -86.1}).address, "near 141 Main Street");  // half-way, on the side of the nearer one
  });
}

TEST_F(PlaceSearching, PrefersWhatIsNear) {
  EXPECT_EQ(found("12 main", 1, Point{40.01, -86.1}), "12 Main Street; ");
  EXPECT_EQ(found("12 mai", 1, Point{39.96, -86.12}), "12 Maine Court; ");
}

TEST_F(PlaceSearching, SeesNewAddressesAtOnce) {
  EXPECT_EQ(found("1 new road"), "");
  test.run(system_actor("test"), [](Unit& unit) {
    std::vector<Address> const one{{.number = "1", .street = "New Road", .point = {40.01, -86.1}}};
    import_addresses(unit, one);
  });
  EXPECT_EQ(found("1 new road"), "1 New Road; ");
}

TEST(AddressText, SplitsNumberAndStreet) {
  EXPECT_EQ(split_address("12b main st").number, "12b");
  EXPECT_EQ(split_address("via roma 12 laquila").street, "via roma");
  EXPECT_EQ(split_address("2nd ave").number, "");
  EXPECT_EQ(split_address("5 2nd ave").street, "2nd ave");
}

}  // namespace
}  // namespace cityhall
