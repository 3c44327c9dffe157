#include <fstream>

#include <gtest/gtest.h>

#include "base/json.h"
#include "base/real_data.h"
#include "base/refusal.h"
#include "kernel/places/address_search.h"
#include "kernel/places/street.h"
#include "kernel/testing.h"
#include "services/maps/clip.h"
#include "services/maps/ground.h"
#include "services/maps/import_osm.h"
#include "services/maps/interpolation.h"
#include "services/maps/style.h"
#include "services/maps/tile_maker.h"
#include "store/testing.h"

namespace cityhall::maps {
namespace {

// A hamlet in OPL, OpenStreetMap's text form: a street with a missing node (n99), a park, a building with an address, an interpolation.
constexpr std::string_view hamlet =
    "n1 v1 x-86.1000 y40.0000\n"
    "n2 v1 x-86.0990 y40.0000\n"
    "n3 v1 x-86.0980 y40.0000\n"
    "n4 v1 x-86.0970 y40.0000\n"
    "n5 v1 Taddr:housenumber=2,addr:street=Elm%20%Street,addr:postcode=46061 x-86.0999 y40.0002\n"
    "n6 v1 Taddr:housenumber=8,addr:street=Elm%20%Street x-86.0993 y40.0002\n"
    "n7 v1 Tamenity=library,name=Hamlet%20%Library x-86.0985 y40.0004\n"
    "n11 v1 x-86.0990 y40.0010\n"
    "n12 v1 x-86.0980 y40.0010\n"
    "n13 v1 x-86.0980 y40.0020\n"
    "n14 v1 x-86.0990 y40.0020\n"
    "w1 v1 Thighway=residential,name=Elm%20%Street Nn1,n2,n99,n3,n4\n"
    "w2 v1 Tleisure=park,name=Elm%20%Park Nn11,n12,n13,n14,n11\n"
    "w3 v1 Taddr:interpolation=even,addr:street=Elm%20%Street Nn5,n6\n"
    "w4 v1 Tbuilding=yes,addr:housenumber=10;12,addr:street=Elm%20%Street Nn11,n12,n13,n11\n"
    "w5 v1 Thighway=residential,name=Bad%ff%Name Nn98,n97\n"
    "r1 v1 Ttype=multipolygon,natural=water Mw98@outer\n";

class Hamlet : public ::testing::Test {
 protected:
  Hamlet() {
    std::ofstream{file()} << hamlet;
    report = import_osm(test.city(), system_actor("test"), {.file = file()});
  }
  std::filesystem::path file() const { return folder / "hamlet.opl"; }
  store::TemporaryFolder folder;
  TestCity test{std::vector<std::string>{}};
  OsmReport report;
};

TEST_F(Hamlet, GivesStreetsAddressesAndPlaces) {
  EXPECT_EQ(report.streets, 2U);  // the two pieces on both sides of the missing node
  EXPECT_EQ(report.nodes_missing, 3U);
  EXPECT_EQ(report.addresses, 6U);  // 2, 8, 10, 12, and 4 and 6 between
  EXPECT_EQ(report.landmarks, 2U);
  test.view(test.anonymous(), [](View const& view) {
    for (auto const* typed : {"4 Elm Street", "12 elm st", "Elm Park", "Hamlet Library"})
      EXPECT_FALSE(find_places(view, {.typed = typed, .most = 1}).empty()) << typed;
    EXPECT_NEAR(find_address(view, "4 elm st")->point.longitude, -86.0997, 1e-6);
  });
}

TEST_F(Hamlet, TakenAgainChangesNothing) {
  auto const again = import_osm(test.city(), system_actor("test"), {.file = file()});
  EXPECT_EQ(again.addresses_new, 0U);
  EXPECT_EQ(again.tile_bytes, report.tile_bytes);
}

TEST_F(Hamlet, IsDrawnFromItsTiles) {
  MapView const view{.middle = {40.001, -86.0985}, .zoom = 15, .width = 400, .height = 300};
  auto const layers = gather(test.city(), view);
  std::string drawn;
  for (auto const& layer : layers)
    for (auto const& drawing : layer.drawings) drawn += layer.name + ":" + drawing.kind + ":" + drawing.name + " ";
  for (auto const* part : {"road:local:Elm Street", "land:park:Elm Park", "building:building", "poi:library:Hamlet Library"})
    EXPECT_NE(drawn.find(part), std::string::npos) << part << " in " << drawn;
}

TEST_F(Hamlet, HasAStyleOfItsOwnTilesAlone) {
  for (auto const* look : {"light", "dark"}) {
    auto const text = map_style(test.city(), look);
    auto const style = *parse_json(text);
    EXPECT_EQ(style.at("sources").at("town").at("tiles").at(0), "/map/tiles/{z}/{x}/{y}");
    EXPECT_NEAR(style.at("sources").at("town").at("bounds").at(0).get<double>(), -86.1, 0.01);
    EXPECT_GT(style.at("layers").size(), 30U);
    EXPECT_EQ(text.find("://"), std::string::npos) << "another host";
    EXPECT_FALSE(style.contains("glyphs"));
  }
  EXPECT_NE(map_style(test.city(), "light"), map_style(test.city(), "dark"));
}

TEST(Osm, RefusesWhatIsNoExtract) {
  store::TemporaryFolder const folder;
  auto const path = folder / "bad.osm.pbf";
  std::ofstream{path} << "this is no extract at all";
  TestCity test{std::vector<std::string>{}};
  EXPECT_THROW(import_osm(test.city(), system_actor("test"), {.file = path}), Refusal);
  EXPECT_THROW(import_osm(test.city(), system_actor("test"), {.file = folder / "missing.osm.pbf"}), Refusal);
  EXPECT_EQ(test.city().map.get(), nullptr);
}

TEST(Clip, CutsLinesAndRings) {
  Square const square{0, 0, 10, 10};
  auto const pieces = clip_line({{-5, 5}, {5, 5}, {5, 20}, {8, 20}, {8, 5}}, square);
  ASSERT_EQ(pieces.size(), 2U);
  EXPECT_DOUBLE_EQ(pieces[0].front().x, 0);
  EXPECT_DOUBLE_EQ(pieces[0].back().y, 10);
  EXPECT_DOUBLE_EQ(std::abs(doubled_area(clip_ring({{-5, -5}, {5, -5}, {5, 5}, {-5, 5}}, square))), 50);
  EXPECT_TRUE(clip_ring({{20, 20}, {30, 20}, {30, 30}}, square).empty());
  EXPECT_EQ(simplify({{0, 0}, {5, 0.1}, {10, 0}}, 1).size(), 2U);
  EXPECT_EQ(simplify({{0, 0}, {5, 3}, {10, 0}}, 1).size(), 3U);
}

TEST(Interpolation, FillsTheNumbersBetween) {
  auto const houses = interpolate({{{40, -86}, "1"}, {{40, -85.9}, ""}, {{40, -85.8}, "7"}}, "odd");
  ASSERT_EQ(houses.size(), 2U);
  EXPECT_EQ(houses[0].number, "3");
  EXPECT_NEAR(houses[0].point.longitude, -86 + 0.2 / 3, 1e-6);
  EXPECT_TRUE(interpolate({{{40, -86}, "1"}, {{40, -85.8}, "99999"}}, "all").empty());
  EXPECT_EQ(numbers_of("12;14, 16"), (std::vector<std::string>{"12", "14", "16"}));
}

// Twenty searches and look-ups, checked by hand against the extract of L'Aquila (real data; skipped where it is not beside the project).
class LAquila : public ::testing::Test {
 protected:
  void SetUp() override {
    auto const extract = real_data(CITYHALL_SOURCE_DIR, "osm/laquila.osm.pbf");
    if (!std::filesystem::exists(extract)) GTEST_SKIP() << "shared/data/osm is not beside the project";
    import_osm(test.city(), system_actor("test"), {.file = extract});
  }
  TestCity test{std::vector<std::string>{}};
};

TEST_F(LAquila, FindsWhatPeopleType) {
  struct Case {
    std::string_view typed, found;
    Point point;
  };
  Case const cases[] = {{"Via Piave 34", "34 Via Piave", {42.3434767, 13.3978673}},
                        {"6 via piave", "6 Via Piave", {42.3434442, 13.397272}},
                        {"viale nizza 14", "14 Viale Nizza", {42.3556243, 13.4000502}},
                        {"via xx settembre 14b", "14B Via XX Settembre", {42.3467957, 13.3950662}},
                        {"Via Celestino V 37", "37 Via Celestino V", {42.3462669, 13.3996823}},
                        {"zara 14", "14 Via Zara", {42.3516882, 13.4040565}},
                        {"viale crispi 20", "20 Viale Francesco Crispi", {42.3430779, 13.3963167}},
                        {"corridoni 31, 67100 L'Aquila", "31 Via Filippo Corridoni", {42.3424903, 13.3947823}},
                        {"via campo di fosa 3", "3 Via Campo di Fossa", {42.3466512, 13.3958479}},
                        {"ospedale san salvatore", "Ospedale Regionale San Salvatore", {42.3654147, 13.3517033}},
                        {"palazzo fibioni", "Palazzo Fibbioni", {42.3509321, 13.4003029}},
                        {"auditorium del par", "Auditorium del Parco", {42.3535383, 13.4026145}}};
  test.view(test.anonymous(), [&](View const& view) {
    for (auto const& [typed, found, point] : cases) {
      auto const places = find_places(view, {.typed = typed, .near = Point{42.3505, 13.3995}, .most = 1});
      ASSERT_EQ(places.size(), 1U) << typed;
      EXPECT_EQ(places[0].text, found) << typed;
      EXPECT_LT(metres_between(places[0].point, point), 5) << typed;
    }
  });
}

TEST_F(LAquila, NamesPoints) {
  std::pair<Point, std::string_view> const cases[] = {
      {{42.34348, 13.39788}, "34 Via Piave"},         {{42.35563, 13.40006}, "14 Viale Nizza"},
      {{42.34672, 13.39528}, "10 Via XX Settembre"},  {{42.34438, 13.39547}, "6 Via Armando Diaz"},
      {{42.35169, 13.40406}, "14 Via Zara"},          {{42.34561, 13.40231}, "16 Viale Giacomo Caldora"},
      {{42.35920, 13.38672}, "33 Via Beato Cesidio"}, {{42.34225, 13.39508}, "41 Viale Francesco Crispi"}};
  test.view(test.anonymous(), [&](View const& view) {
    for (auto const& [point, line] : cases) {
      auto const address = nearest_address(view, point);
      EXPECT_EQ(address ? address->line() : "nothing", line);
    }
  });
}

}  // namespace
}  // namespace cityhall::maps
