#include "base/real_data.h"
#include "standards/geojson.h"

#include <cstdlib>
#include <filesystem>

#include <gtest/gtest.h>

#include "base/io.h"
#include "base/random.h"

namespace cityhall::standards::geojson {
namespace {

std::string collection(std::string_view geometry) {
  return std::string{
             R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{"Name":"North","n":7,"x":null},"geometry":)"} +
         std::string{geometry} + "}]}";
}

std::string error_of(std::string_view geometry) {
  auto const out = read(collection(geometry));
  return out ? "" : out.error().what;
}

TEST(GeoJson, ReadsPolygonsWithHolesAndProperties) {
  auto const out = read(collection(R"({"type":"Polygon","coordinates":[[[0,0],[4,0],[4,4,12.5],[0,0]],[[1,1],[2,1],[2,2],[1,1]]]})"));
  ASSERT_TRUE(out) << out.error().what;
  EXPECT_EQ(out->at(0).property("Name"), "North");
  EXPECT_EQ(out->at(0).property("n"), "7");
  EXPECT_EQ(out->at(0).property("x"), "");
  EXPECT_EQ(out->at(0).polygons.at(0).size(), 2U);
  EXPECT_EQ(out->at(0).polygons.at(0).at(0).at(2), (Position{4, 4}));
}

TEST(GeoJson, NamesTheFeatureAndTheFault) {
  EXPECT_EQ(error_of(R"({"type":"Polygon","coordinates":[[[0,0],[4,0],[4,4],[0,1]]]})"),
            "feature 1: a ring is not closed: its last position must repeat the first");
  EXPECT_EQ(error_of(R"({"type":"Polygon","coordinates":[[[0,0],[4,0],[0,0]]]})"),
            "feature 1: a ring has 3 positions; a closed ring has at least four");
  EXPECT_EQ(error_of(R"({"type":"Point","coordinates":[42.36,-171.05]})"),
            "feature 1: latitude and longitude are exchanged at [42.36, -171.05]: GeoJSON puts longitude first");
  EXPECT_NE(error_of(R"({"type":"Point","coordinates":[775000,2950000]})").find("another coordinate system"), std::string::npos);
  EXPECT_EQ(error_of(R"({"type":"LineString","coordinates":[[0,0],[1,1]]})"),
            "feature 1: geometry \"LineString\" is not supported: Point, Polygon or MultiPolygon are");
  EXPECT_EQ(error_of(R"({"type":"Point","coordinates":["a",1]})"), "feature 1: a position is not [longitude, latitude]");
  EXPECT_FALSE(read("[]"));
  EXPECT_FALSE(read("{}"));
  EXPECT_FALSE(read("{\"type\":\"FeatureCollection\"}"));
  EXPECT_FALSE(
      read(R"({"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::2249"}},"features":[]})"));
}

TEST(GeoJson, ReadsOnAfterAFaultyFeature) {
  std::string const square = R"({"type":"Polygon","coordinates":[[[0,0],[4,0],[4,4],[0,0]]]})";
  auto const feature = [](std::string const& name, std::string const& geometry) {
    return R"({"type":"Feature","properties":{"n":")" + name + R"("},"geometry":)" + geometry + "}";
  };
  auto const text = R"({"type":"FeatureCollection","features":[)" + feature("a", square) + "," +
                    feature("b", R"({"type":"Polygon","coordinates":[[[0,0],[4,0],[0,0]]]})") + ",7," + feature("c", square) + "]}";
  std::vector<std::string> told;
  auto const count =
      read_each(text, {}, [&](ReadFeature&& one) { told.push_back(std::string{one.feature.property("n")} + ": " + one.fault); });
  ASSERT_TRUE(count) << count.error().what;
  EXPECT_EQ(*count, 4U);
  EXPECT_EQ(told, (std::vector<std::string>{"a: ", "b: a ring has 3 positions; a closed ring has at least four", ": it is not a Feature",
                                            "c: "}));
  std::size_t taken = 0;
  EXPECT_EQ(read_each(text, {.positions = 5}, [&](ReadFeature&&) { ++taken; }).error().what, "the file has too many positions");
  EXPECT_EQ(taken, 1U);
}

TEST(GeoJson, WhatIsWrittenIsReadAgain) {
  SeededRandom random{9};
  auto const number = [&](double most) { return (static_cast<double>(random.below(1U << 30U)) / (1U << 30U) - 0.5) * 2 * most; };
  for (int round = 0; round < 200; ++round) {
    Feature feature{.kind = Kind::polygons, .properties = {{"Name", "A \"b\" é"}}, .id = "7"};
    for (auto n = 1 + random.below(3); n > 0; --n) {
      Ring ring;
      for (int i = 0; i < 5; ++i) ring.push_back({number(180), number(90)});
      ring.push_back(ring.front());
      feature.polygons.push_back({ring});
    }
    auto const back = read(write({feature}));
    ASSERT_TRUE(back) << back.error().what;
    ASSERT_EQ(back->at(0).polygons, feature.polygons);
    ASSERT_EQ(back->at(0).properties, feature.properties);
  }
}

TEST(GeoJson, ReadsARealCity) {
  auto const path = real_data(CITYHALL_SOURCE_DIR, "311/boston_neighborhoods.geojson");
  if (!std::filesystem::exists(path)) GTEST_SKIP() << "the real data is not here";
  auto const out = read(read_file(path));
  ASSERT_TRUE(out) << out.error().what;
  EXPECT_EQ(out->size(), 26U);
  EXPECT_EQ(out->at(0).property("Name"), "Roslindale");
}

}  // namespace
}  // namespace cityhall::standards::geojson
