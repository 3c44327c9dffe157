#include "services/parcel_import.h"

#include <gtest/gtest.h>

#include "base/refusal.h"
#include "kernel/testing.h"

namespace cityhall {
namespace {

/// A square of a thousandth of a degree, so many of them east of a corner.
std::string parcel_square(int east) {
  auto const west = -86.1 + east * 0.002;
  auto const corner = [&](double dx, double dy) { return "[" + std::to_string(west + dx) + "," + std::to_string(40.05 + dy) + "]"; };
  return R"({"type":"Polygon","coordinates":[[)" + corner(0, 0) + "," + corner(0.001, 0) + "," + corner(0.001, 0.001) + "," +
         corner(0, 0.001) + "," + corner(0, 0) + "]]}";
}

std::string parcel_feature(std::string const& properties, std::string const& geometry) {
  return R"({"type":"Feature","properties":{)" + properties + R"(},"geometry":)" + geometry + "}";
}

class ParcelImport : public testing::Test {
 protected:
  TestCity test_{};
  Actor const system_ = system_actor("test");

  ParcelImportReport bring(std::vector<std::string> const& features, ParcelImportWish const& wish = {}) {
    std::string text;
    for (auto const& one : features) text += (text.empty() ? "" : ",") + one;
    return import_parcels(test_.city(), system_, R"({"type":"FeatureCollection","features":[)" + text + "]}", wish);
  }
  std::string numbered(std::string const& number, int east) { return parcel_feature("\"PIN\":\"" + number + "\"", parcel_square(east)); }
  std::size_t count() {
    return test_.view(system_, [](View const& view) { return parcel_count(view); });
  }
  Parcel the(std::string_view number) {
    auto found = test_.view(test_.dispatcher(), [&](View const& view) { return parcels_by_number(view, number); });
    EXPECT_EQ(found.size(), 1U) << number;
    return found.empty() ? Parcel{} : found.front();
  }
  std::string code_of(std::vector<std::string> const& features, ParcelImportWish const& wish = {}) {
    try {
      bring(features, wish);
      return "no refusal";
    } catch (Refusal const& refusal) {
      return refusal.code + " " + in_english(refusal.message) + " " + in_english(refusal.fix);
    }
  }
};

TEST_F(ParcelImport, ReplacesTheLayerAndCounts) {
  EXPECT_EQ(bring({numbered("1", 0), numbered("2", 1), numbered("3", 2)}).count.added, 3U);
  EXPECT_EQ(bring({numbered("1", 0), numbered("2", 1), numbered("3", 2)}).count.unchanged, 3U);
  auto const report = bring({numbered("1", 0), numbered("2", 5), numbered("4", 3)});
  EXPECT_EQ(report.count.unchanged, 1U);
  EXPECT_EQ(report.count.changed, 1U);
  EXPECT_EQ(report.count.added, 1U);
  EXPECT_EQ(report.count.removed, 1U);
  EXPECT_EQ(count(), 3U);
}

TEST_F(ParcelImport, TellsWhichFeaturesCannotBeTakenAndKeepsWhatTheyName) {
  bring({numbered("1", 0), numbered("2", 1), numbered("3", 2)});
  auto const report =
      bring({numbered("1", 0), parcel_feature(R"("PIN":"2")", "null"), parcel_feature(R"("PIN":null)", parcel_square(1)),
             parcel_feature(R"("PIN":"5")", R"({"type":"Point","coordinates":[-86.1,40.05]})"),
             parcel_feature(R"("PIN":"6")", R"({"type":"Polygon","coordinates":[[[0,0],[1,0],[0,0]]]})"),
             parcel_feature(R"("PIN":"7")", R"({"type":"Polygon","coordinates":[[[40,-100],[41,-100],[41,-101],[40,-100]]]})")});
  EXPECT_EQ(report.features, 6U);
  EXPECT_EQ(report.parcels, 1U);
  ASSERT_EQ(report.faults.size(), 5U);
  EXPECT_EQ(report.faults[0].line, 2U);
  EXPECT_EQ(report.faults[0].reason, "it has no geometry");
  EXPECT_EQ(report.faults[0].raw, "parcel 2");
  EXPECT_EQ(report.faults[1].reason, "it has no parcel number");
  EXPECT_EQ(report.faults[2].reason, "it is no polygon");
  EXPECT_EQ(report.faults[3].reason, "a ring has 3 positions; a closed ring has at least four");
  EXPECT_NE(report.faults[4].reason.find("latitude and longitude are exchanged"), std::string::npos) << report.faults[4].reason;
  EXPECT_EQ(report.count.removed, 1U) << "the third";
  EXPECT_EQ(count(), 2U) << "the second stands in the file, though it cannot be read";
}

TEST_F(ParcelImport, AFileWithoutAGoodFeatureChangesNothing) {
  bring({numbered("1", 0)});
  auto const report = bring({parcel_feature(R"("PIN":"2")", "null")});
  EXPECT_EQ(report.parcels, 0U);
  EXPECT_EQ(report.count.removed, 0U);
  EXPECT_EQ(count(), 1U);
}

TEST_F(ParcelImport, FindsTheUsualPropertiesOrThoseThatAreNamed) {
  auto const county = R"("OBJECTID":7,"Parcel_ID":"A-1","SITE_ADDR":" 12 Main St ","UseDesc":"Single family","OWNER":"Ada","KEYNO":"K1")";
  bring({parcel_feature(county, parcel_square(0))});
  EXPECT_EQ(the("A-1").address, "12 Main St");
  EXPECT_EQ(the("A-1").land_use, "Single family");
  bring({parcel_feature(county, parcel_square(0))}, {.properties = {.number = "keyno", .address = "owner"}});
  EXPECT_EQ(the("K1").address, "Ada");
  EXPECT_EQ(count(), 1U);
}

TEST_F(ParcelImport, RefusesAFileWithoutNumbers) {
  bring({numbered("1", 0)});
  auto const feature = parcel_feature(R"("KEYNO":"K1","OWNER":"Ada")", parcel_square(0));
  EXPECT_EQ(code_of({feature}),
            "import.columns The file does not say which property is the number of a parcel. Nothing was imported. The first feature has "
            "these: KEYNO, OWNER.");
  EXPECT_EQ(code_of({feature}, {.properties = {.number = "KEY"}}),
            "import.columns No feature has the property KEY. Nothing was imported. The first feature has these: KEYNO, OWNER.");
  EXPECT_TRUE(code_of({}).starts_with("import.empty")) << code_of({});
  EXPECT_THROW(import_parcels(test_.city(), system_, "number,street\n1,Main", {}), Refusal);
  EXPECT_THROW(import_parcels(test_.city(), test_.dispatcher(), "{}", {}), Refusal);
  EXPECT_EQ(count(), 1U);
}

TEST_F(ParcelImport, WorksInBatchesAndStopsBetweenThem) {
  std::vector<std::string> features;
  for (int at = 0; at < 2500; ++at) features.push_back(numbered(std::to_string(at), at % 500));
  std::vector<std::size_t> told;
  bring({numbered("old", 0)});
  auto const stopped = bring(features, {.stop = [] { return true; }});
  EXPECT_TRUE(stopped.stopped);
  EXPECT_EQ(stopped.count.added, 1000U);
  EXPECT_EQ(count(), 1001U) << "nothing is removed before the layer is in";
  auto const whole = bring(features, {.progress = [&](std::size_t done, std::size_t) { told.push_back(done); }});
  EXPECT_EQ(told, (std::vector<std::size_t>{1000, 2000, 2500}));
  EXPECT_EQ(whole.count.added, 1500U);
  EXPECT_EQ(whole.count.removed, 1U);
  EXPECT_EQ(count(), 2500U);
}

}  // namespace
}  // namespace cityhall
