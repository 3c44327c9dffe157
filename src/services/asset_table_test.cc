#include "services/asset_table.h"

#include <gmock/gmock.h>

#include "base/refusal.h"

namespace cityhall {
namespace {

struct ReadList {
  std::vector<cityhall::Asset> assets{};
  std::vector<TableFault> faults{};
};

ReadList read_list(std::string_view text, AssetListForm const& form = {}) {
  ReadList list;
  read_assets(standards::csv_text(text), form,
              {.take =
                   [&](ReadAsset&& row) {
                     list.assets.push_back(std::move(row.asset));
                     return true;
                   },
               .refuse = [&](TableFault&& fault) { list.faults.push_back(std::move(fault)); }});
  return list;
}

std::string refused_with(std::string_view text, AssetListForm const& form = {}) {
  try {
    read_list(text, form);
  } catch (Refusal const& refusal) {
    return refusal.code;
  }
  return {};
}

TEST(AssetTable, KnowsColumnsByTheirUsualNamesAndKeepsTheRest) {
  auto const list = read_list("\xef\xbb\xbf" "FacilityID,Lat,Lon,Install_Date,STREET,Wattage,Note\r\nL-1,40.05,-86.1,5/1/1987,Main St,70,\r\n",
                              {.kind = "street light"});
  ASSERT_EQ(list.assets.size(), 1U);
  auto const& asset = list.assets[0];
  EXPECT_EQ(asset.external_id, "L-1");
  EXPECT_EQ(asset.kind, "street light");
  EXPECT_EQ(asset.layer, "street light") << "the kind, as no list is named";
  EXPECT_EQ(asset.installed, "1987-05-01");
  EXPECT_EQ(asset.address, "Main St");
  EXPECT_EQ(asset.attributes, R"({"Wattage":"70"})") << "what is empty is not said";
  EXPECT_EQ(asset.point, (Point{40.05, -86.1}));
}

TEST(AssetTable, ReadsWindows1252) {
  auto const list = read_list("id,kind,name,latitude,longitude\n1,tree,Pi\xf1on,40,-86\n");
  ASSERT_EQ(list.assets.size(), 1U);
  EXPECT_EQ(list.assets[0].label, "Piñon");
  EXPECT_EQ(list.assets[0].title(), "Piñon (1)");
}

TEST(AssetTable, NamesFaultyLines) {
  auto const list = read_list(
      "id,kind,latitude,longitude\n1,hydrant,40,-86\n,hydrant,40,-86\n3,,40,-86\n4,hydrant,0,0\n5,hydrant,95,-86\n6,hydrant\n");
  EXPECT_EQ(list.assets.size(), 1U);
  std::vector<std::string> told;
  for (auto const& fault : list.faults) told.push_back(std::to_string(fault.line) + " " + fault.reason);
  ASSERT_EQ(told.size(), 5U);
  EXPECT_EQ(told[0], "3 the number is empty");
  EXPECT_EQ(told[1], "4 the kind is empty");
  EXPECT_EQ(told[2], "5 latitude and longitude are no place on earth");
  EXPECT_EQ(told[3], "6 latitude and longitude are no place on earth");
  EXPECT_EQ(told[4].substr(0, 2), "7 ");
}

TEST(AssetTable, ReadsGeoJson) {
  auto const list = read_list(R"( {"type":"FeatureCollection","features":[
    {"type":"Feature","id":"H-1","properties":{"type":"dry barrel","installed":1987},
     "geometry":{"type":"Point","coordinates":[-86.1,40.05]}},
    {"type":"Feature","properties":{"id":"H-2"},"geometry":null}]})",
                              {.kind = "hydrant", .layer = "water"});
  ASSERT_EQ(list.assets.size(), 1U);
  EXPECT_EQ(list.assets[0].external_id, "H-1");
  EXPECT_EQ(list.assets[0].layer, "water");
  EXPECT_EQ(list.assets[0].installed, "1987");
  EXPECT_EQ(list.assets[0].attributes, R"({"type":"dry barrel"})");
  ASSERT_EQ(list.faults.size(), 1U);
  EXPECT_EQ(list.faults[0].line, 2U);
  EXPECT_EQ(list.faults[0].reason, "it is no point");
}

TEST(AssetTable, WhatCannotBeADayStaysAsItWasWritten) {
  auto const list = read_list("id,kind,installed,latitude,longitude\n1,tree,before the war,40,-86\n");
  EXPECT_EQ(list.assets.at(0).installed, "");
  EXPECT_EQ(list.assets.at(0).attributes, R"({"installed":"before the war"})");
}

TEST(AssetTable, RefusesWhatIsNoList) {
  EXPECT_EQ(refused_with(""), "import.empty");
  EXPECT_EQ(refused_with("id,latitude,longitude\n1,40,-86\n"), "import.columns") << "nobody says the kind";
  EXPECT_EQ(refused_with("id,latitude,longitude\n1,40,-86\n", {.kind = "tree"}), "");
  EXPECT_EQ(refused_with("kind,latitude\ntree,40\n"), "import.columns");
  EXPECT_EQ(refused_with("{\"type\":\"FeatureCollection\"}"), "import.geojson");
}

}  // namespace
}  // namespace cityhall
