#include <gmock/gmock.h>

#include "base/refusal.h"
#include "kernel/assets/asset_import.h"
#include "kernel/assets/asset_index.h"
#include "kernel/assets/asset_link.h"
#include "kernel/testing.h"

namespace cityhall {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Asset light(std::string number, Point point) {
  return {.layer = "lights",
          .external_id = std::move(number),
          .kind = "street light",
          .address = "Main St",
          .point = point,
          .attributes = R"({"type":"LED 70 W"})"};
}

/// About so many metres north.
Point north_of(Point point, double metres) { return {point.latitude + metres / 111'320, point.longitude}; }

class Assets : public testing::Test {
 protected:
  TestCity test_{};
  Actor const system_ = system_actor("test");

  AssetCount put(std::vector<Asset> const& assets) {
    return test_.run(system_, [&](Unit& unit) { return put_assets(unit, assets); });
  }
  AssetCount finish(std::function<bool(std::string const&)> still_there) {
    return test_.run(system_,
                     [&](Unit& unit) { return finish_asset_import(unit, {.layer = "lights", .still_there = std::move(still_there)}); });
  }
  template <class Ask>
  auto ask(Ask&& question) {
    return test_.view(system_, std::forward<Ask>(question));
  }
  std::vector<std::string> near(NearWish const& wish = {}) {
    std::vector<std::string> numbers;
    for (auto const& each : ask([&](View const& view) { return assets_near(view, in_north, wish); }))
      numbers.push_back(each.asset.external_id);
    return numbers;
  }
  std::vector<std::string> find(AssetFilter const& filter) {
    std::vector<std::string> numbers;
    for (auto const& each : ask([&](View const& view) { return find_assets(view, filter); })) numbers.push_back(each.external_id);
    return numbers;
  }
  Asset the(std::string_view number) {
    auto found = ask([&](View const& view) { return assets_by_number(view, number); });
    EXPECT_EQ(found.size(), 1U) << number;
    return found.empty() ? Asset{} : found.front();
  }
};

TEST_F(Assets, TheSameListAgainChangesNothing) {
  std::vector<Asset> list{light("L-1", in_north), light("L-2", north_of(in_north, 20))};
  EXPECT_EQ(put(list).added, 2U);
  auto const again = put(list);
  EXPECT_EQ(again.unchanged, 2U);
  EXPECT_EQ(again.added + again.updated, 0U);
  list[1].condition = "poor";
  auto const changed = put(list);
  EXPECT_EQ(changed.updated, 1U);
  EXPECT_EQ(the("L-2").condition, "poor");
}

TEST_F(Assets, NumbersOfDifferentListsAreDifferentThings) {
  auto sign = light("L-1", in_north);
  sign.layer = "signs";
  EXPECT_EQ(put({light("L-1", in_north), sign}).added, 2U);
}

TEST_F(Assets, WhatTheListNoLongerHasIsRetiredAndComesBack) {
  put({light("L-1", in_north), light("L-2", in_north)});
  EXPECT_EQ(finish([](std::string const& number) { return number != "L-2"; }).retired, 1U);
  EXPECT_THAT(near(), ElementsAre("L-1"));
  EXPECT_THAT(find({.words = "L-2"}), IsEmpty());
  EXPECT_EQ(put({light("L-2", in_north)}).updated, 1U);
  EXPECT_THAT(find({.words = "L-2"}), ElementsAre("L-2"));
  EXPECT_EQ(finish({}).retired, 0U) << "nobody asked for it";
}

TEST_F(Assets, NearestFirstWithinReachAndOfTheKindsThatAreWanted) {
  auto tree = light("T-1", north_of(in_north, 5));
  tree.kind = "Tree";
  put({light("L-far", north_of(in_north, 29)), light("L-near", north_of(in_north, 10)), light("L-out", north_of(in_north, 32)), tree});
  EXPECT_THAT(near(), ElementsAre("T-1", "L-near", "L-far"));
  EXPECT_THAT(near({.kinds = {"street light"}}), ElementsAre("L-near", "L-far"));
  EXPECT_THAT(near({.kinds = {"tree"}}), ElementsAre("T-1")) << "without regard to case";
  EXPECT_THAT(near({.most = 1}), ElementsAre("T-1"));
}

TEST_F(Assets, AreFoundByKindWordsAndPage) {
  put({light("L-1", in_north), light("L-2", in_north), light("L-3", in_north)});
  EXPECT_THAT(find({.kind = "Street Light", .most = 2}), ElementsAre("L-1", "L-2"));
  EXPECT_THAT(find({.kind = "street light", .after = the("L-2").id, .most = 2}), ElementsAre("L-3"));
  EXPECT_THAT(find({.kind = "tree"}), IsEmpty());
  EXPECT_THAT(find({.words = "led l-3"}), ElementsAre("L-3"));
  auto const kinds = ask([](View const& view) { return asset_kinds(view); });
  ASSERT_EQ(kinds.size(), 1U);
  EXPECT_EQ(kinds[0].count, 3U);
}

TEST_F(Assets, TheIndexesAreMadeAnewFromTheRows) {
  put({light("L-1", in_north), light("L-2", in_north)});
  finish([](std::string const& number) { return number == "L-1"; });
  test_.run(system_, [&](Unit& unit) {
    asset_boxes().remove(unit.tx, the("L-1").id.value);
    index_all_assets(unit);
  });
  EXPECT_THAT(near(), ElementsAre("L-1")) << "and not the retired one";
}

TEST_F(Assets, ACaseIsLinkedOnceAndUnlinked) {
  put({light("L-1", in_north)});
  auto const opened = test_.pothole(in_north);
  auto const report = test_.load(opened.id);
  auto const asset = the("L-1");
  auto const link = [&] { return test_.run(system_, [&](Unit& unit) { return link_asset(unit, report, asset); }); };
  auto const unlink = [&] { return test_.run(system_, [&](Unit& unit) { return unlink_asset(unit, report, asset); }); };
  auto const here = [&] { return ask([&](View const& view) { return case_assets(view, {report.id, "pothole", in_north}); }); };
  EXPECT_EQ(here().near.size(), 1U);
  EXPECT_TRUE(link());
  EXPECT_FALSE(link()) << "it was said already";
  EXPECT_EQ(here().linked.size(), 1U);
  EXPECT_TRUE(here().near.empty()) << "it is not shown twice";
  EXPECT_EQ(ask([&](View const& view) { return cases_about(view, asset.id); }).size(), 1U);
  EXPECT_TRUE(unlink());
  EXPECT_FALSE(unlink());
  EXPECT_TRUE(ask([&](View const& view) { return cases_about(view, asset.id); }).empty());
  EXPECT_NE(test_.events(opened.id).find("case.asset_linked case.asset_unlinked"), std::string::npos) << test_.events(opened.id);
}

TEST(AssetsOfACase, AreOfTheKindsThatTheServiceNames) {
  TestCity test{{"pothole", "street-light-out"}};
  auto const system = system_actor("test");
  auto tree = light("T-1", north_of(in_north, 3));
  tree.kind = "Tree";
  test.run(system, [&](Unit& unit) { return put_assets(unit, std::vector<Asset>{tree, light("L-1", north_of(in_north, 20))}); });
  auto const here = [&](std::string_view service) {
    return test.view(system, [&](View const& view) { return case_assets(view, {.service = service, .point = in_north}); });
  };
  EXPECT_FALSE(here("pothole").named);
  EXPECT_EQ(here("pothole").near.size(), 2U) << "it names neither: all";
  auto const lights = here("street-light-out");
  EXPECT_TRUE(lights.named);
  ASSERT_EQ(lights.near.size(), 1U) << "Street light out";
  EXPECT_EQ(lights.near[0].asset.external_id, "L-1");
}

TEST_F(Assets, WhoMayNotSeeThemSeesNone) {
  put({light("L-1", in_north)});
  auto const opened = test_.pothole(in_north);
  auto const dispatcher = test_.dispatcher();  // of a city whose roles do not have the permission
  EXPECT_FALSE(test_.view(dispatcher, [&](View const& view) { return case_assets(view, {opened.id, "pothole", in_north}).any; }));
  EXPECT_THROW(test_.view(dispatcher, [](View const& view) { return find_assets(view, {}); }), Refusal);
  EXPECT_THROW(test_.run(dispatcher, [](Unit& unit) { return put_assets(unit, {}); }), Refusal);
}

}  // namespace
}  // namespace cityhall
