#include <cstdlib>
#include <filesystem>

#include <gtest/gtest.h>

#include "base/io.h"
#include "base/real_data.h"
#include "base/refusal.h"
#include "kernel/cases/case.h"
#include "kernel/cases/inbox.h"
#include "kernel/city.h"
#include "kernel/definitions/definition_set.h"
#include "kernel/places/zone.h"
#include "kernel/run_unit.h"
#include "services/imports/import_requests.h"
#include "services/imports/module.h"
#include "store/migrations.h"

namespace cityhall::imports {
namespace {

constexpr std::string_view profile_text = R"({"format": "city-import/1", "id": "small", "source": "old", "time_zone": "America/New_York",
  "columns": {"external_id": "id", "number": "id", "service": "type", "opened": "opened", "closed": "closed", "status": "status",
    "latitude": "lat", "longitude": "long", "owner": "dept", "description": "text"},
  "status": {"open": ["Open"], "closed": ["Closed"]}, "service_prefix": "old"})";
constexpr std::string_view header = "id,type,opened,closed,status,lat,long,dept,text\n";

std::string rows_from(int first, int count) {
  std::string out;
  for (int i = first; i < first + count; ++i)
    out += "R-" + std::to_string(i) + ",Pothole,2026-07-01 10:00:00," + (i % 2 == 0 ? "2026-07-02 10:00:00,Closed" : ",Open") +
           ",42.3,-71.1,PWD,hole " + std::to_string(i) + "\n";
  return out;
}

/// A city of its own in a folder of its own.
class Import : public testing::Test {
 protected:
  std::filesystem::path folder_ = std::filesystem::temp_directory_path() / ("cityhall-import-" + std::to_string(::getpid()) + "-" +
                                                                            testing::UnitTest::GetInstance()->current_test_info()->name());
  ManualClock clock_{from_micros(1'800'000'000'000'000)};
  SeededRandom random_{7};
  Translations translations_;
  std::unique_ptr<City> city_;

  void SetUp() override {
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
    open();
  }
  void TearDown() override {
    city_.reset();
    std::filesystem::remove_all(folder_);
  }
  void open() {
    city_.reset();
    city_ = std::make_unique<City>(
        folder_ / "city",
        CityParts{.clock = clock_, .random = random_, .translations = translations_, .module_migrations = imports_module().migrations});
  }
  std::filesystem::path write(std::string_view text) const {
    auto const path = folder_ / "requests.csv";
    write_file_durably(path, text);
    return path;
  }
  ImportRequest request(std::string_view text) const { return {.file = write(text), .profile = parse_profile(profile_text)}; }
  Report import(std::string_view text) { return import_requests(*city_, request(text)); }
  std::string rejected() const { return read_file(folder_ / "requests.csv.rejected.csv"); }
  Case stored(std::string_view external_id) {
    return run_view(*city_, system_actor("test"),
                    [&](View const& view) { return load_case(view, *case_id_by_external(view, "old", external_id)); });
  }
};

TEST_F(Import, BringsRowsInOnceHoweverOften) {
  auto const text = std::string{header} + rows_from(1, 1'000);
  auto report = import(text);
  EXPECT_EQ(report.counts.added, 1'000U);
  EXPECT_EQ(report.counts.open, 500U);
  EXPECT_EQ(report.services_made, 1U);
  EXPECT_EQ(report.reject_file, "");
  EXPECT_EQ(stored("R-2").number, "R-2");
  EXPECT_TRUE(stored("R-2").closed());
  EXPECT_EQ(stored("R-1").description, "hole 1");
  report = import(text);
  EXPECT_EQ(report.counts.added, 0U);
  EXPECT_EQ(report.counts.unchanged, 1'000U);
  EXPECT_EQ(report.services_made, 0U);
  report = import(std::string{header} + rows_from(1, 1'001));
  EXPECT_EQ(report.counts.added, 1U);
  EXPECT_EQ(report.counts.unchanged, 1'000U);
}

TEST_F(Import, WritesBadRowsWithLineAndReason) {
  auto const report = import(std::string{"\xEF\xBB\xBF"} + std::string{header} +
                             "R-1,Pothole,2026-07-01,,Open,,,PWD,a\r\nR-2,Pothole,never,,Open,,,PWD,b\n" +
                             "R-3,Pothole\nR-4,Pothole,2026-07-01,,Open,,,PWD,\"broken\nR-5,Pothole,2026-07-01,,Open,,,PWD,caf\xE9\n" +
                             "R-6,Pothole,2026-07-01,,Open,,,PWD,\"=cmd\"x\n");
  EXPECT_EQ(report.counts.rows, 6U);
  EXPECT_EQ(report.counts.added, 2U);
  EXPECT_EQ(report.counts.rejected, 4U);
  EXPECT_EQ(report.counts.converted, 1U);
  EXPECT_EQ(stored("R-5").description, "café");
  EXPECT_EQ(rejected(),
            "line,reason,row\r\n3,\"opened is not a date and time: \"\"never\"\"\",\"R-2,Pothole,never,,Open,,,PWD,b\"\r\n4,2 columns "
            "where 9 are expected,\"R-3,Pothole\"\r\n"
            "5,text after the closing quotation mark,\"R-4,Pothole,2026-07-01,,Open,,,PWD,\"\"broken\"\r\n"
            "7,text after the closing quotation mark,\"R-6,Pothole,2026-07-01,,Open,,,PWD,\"\"=cmd\"\"x\"\r\n");
}

TEST_F(Import, GoesOnWhereItWasStopped) {
  auto const text = std::string{header} + "R-0,Pothole,bad,,Open,,,PWD,x\n" + rows_from(1, 9'000);
  auto request = this->request(text);
  int asked = 0;
  request.stop = [&] { return ++asked == 3; };
  auto report = import_requests(*city_, request);
  EXPECT_TRUE(report.stopped);
  EXPECT_EQ(report.counts.rows, 6'000U);
  open();
  request.stop = {};
  report = import_requests(*city_, request);
  EXPECT_FALSE(report.stopped);
  EXPECT_EQ(report.resumed_at_line, 6'002U);
  EXPECT_EQ(report.counts.rows, 9'001U);
  EXPECT_EQ(report.counts.added, 9'000U);
  EXPECT_EQ(report.counts.rejected, 1U);
  EXPECT_NE(rejected().find("2,\"opened is not"), std::string::npos);
}

TEST_F(Import, RefusesAFileWithOtherColumnsBeforeAnythingIsWritten) {
  for (std::string_view const text : {"", "a,b\n1,2\n", "id,id\n", "PK\x03\x04garbage"}) {
    EXPECT_THROW(import(text), Refusal) << text;
  }
  EXPECT_TRUE(city_->definitions.get()->current().empty());
}

TEST_F(Import, ARealCitysHalfYearComesInWhole) {
  auto const file = real_data(CITYHALL_SOURCE_DIR, "311/boston_311_2011h2.zip");
  if (!std::filesystem::exists(file)) GTEST_SKIP() << "the real data is not here";
  auto const zones = read_file(real_data(CITYHALL_SOURCE_DIR, "311/boston_neighborhoods.geojson"));
  run_unit(*city_, system_actor("test"),
           [&](Unit& unit) { import_zones(unit, "neighborhoods", zones); });
  auto const report = import_requests(*city_, {.file = file, .profile = find_profile("boston"), .reject_file = folder_ / "rejects.csv"});
  EXPECT_EQ(report.counts.rows, 58'251U);
  EXPECT_EQ(report.counts.added, 58'251U);
  EXPECT_EQ(report.counts.rejected, 0U);
  EXPECT_EQ(report.counts.closed, 54'570U);
  EXPECT_EQ(report.counts.open, 3'681U);
  EXPECT_EQ(report.counts.overdue, 11'521U);
  EXPECT_EQ(report.services_made, 141U);
  EXPECT_EQ(report.counts.agreement.default_point, 4'929U);
  EXPECT_GE(share(report.counts.agreement), 0.9);
  RecordProperty("rows_per_second", static_cast<int>(58'251 / report.seconds));
  std::size_t open = 0;
  for (auto const& queue : run_view(*city_, system_actor("test"), [&](View const& view) { return queue_counts(view, clock_.now()); }))
    open += queue.open;
  EXPECT_EQ(open, 3'681U);
}

}  // namespace
}  // namespace cityhall::imports
