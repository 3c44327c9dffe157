#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "base/refusal.h"
#include "kernel/health/health.h"
#include "kernel/jobs/job_runs.h"
#include "kernel/settings/calendars.h"
#include "kernel/testing.h"

namespace cityhall {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

/// Each finding and its remedy, one on each line, with a word for how bad it is.
std::string told(std::vector<Finding> const& findings) {
  std::string text;
  for (auto const& finding : findings)
    text += std::string{finding.health == Health::bad       ? "BAD "
                        : finding.health == Health::warning ? "warning "
                                                            : "good "} +
            in_english(finding.what) + " | " + in_english(finding.fix) + "\n";
  return text;
}

std::string city_told(TestCity& test, std::vector<JobPlan> const& jobs = {}) {
  return told(test.view(system_actor("test"), [&](View const& view) { return examine_city(view, test.clock().now(), jobs); }));
}

TEST(Health, SeesWhoMayReadTheFolderAndHowOldTheBackupIs) {
  TestCity test;
  auto const folder = test.city().folder();
  auto const now = SystemClock{}.now();
  fs::permissions(folder, fs::perms::owner_all);
  EXPECT_THAT(told(examine_folder(folder, now)), HasSubstr("There is no backup in"));
  EXPECT_THAT(told(examine_folder(folder, now)), testing::Not(HasSubstr("city.db can be read")));
  fs::permissions(folder, fs::perms::owner_all | fs::perms::others_read | fs::perms::others_exec);
  fs::permissions(folder / "city.db", fs::perms::owner_all | fs::perms::others_read);
  fs::permissions(folder / "secret.key", fs::perms::owner_all | fs::perms::group_read);
  fs::create_directory(folder / "backups");
  std::ofstream{folder / "backups" / "today.tar.zst"} << "x";
  auto const said = told(examine_folder(folder, now));
  EXPECT_THAT(said, HasSubstr("BAD The database city.db can be read by everybody on this machine. | Run: chmod go-rwx " + folder.string()));
  EXPECT_THAT(said, HasSubstr("BAD The key file secret.key can be read by others"));
  EXPECT_THAT(said, HasSubstr("good The newest backup is 0 hours old."));
  EXPECT_THAT(told(examine_folder(folder, now + std::chrono::minutes{72 * 60 + 30})), HasSubstr("BAD The newest backup is 72 hours old."));
}

TEST(Health, SeesMailThatWasPutAside) {
  TestCity test;
  auto const folder = test.city().folder();
  fs::create_directory(folder / "mail-in");
  std::ofstream{folder / "mail-in" / "a.eml"} << "x";
  EXPECT_THAT(told(examine_folder(folder, test.clock().now())), testing::Not(HasSubstr("put aside")));
  for (auto const* name : {"b.aside", "c.1.eml.refused", "d.1.eml.unreadable"}) std::ofstream{folder / "mail-in" / name} << "x";
  EXPECT_THAT(told(examine_folder(folder, test.clock().now())),
              HasSubstr("warning 3 mails were put aside: they could not be read. | Look into " + (folder / "mail-in").string()));
}

TEST(Health, SeesJobsThatFailedOrDidNotRunAndAClockThatWentBack) {
  TestCity test;
  std::vector<JobPlan> const jobs{{"sweep files", std::chrono::hours{1}}, {"send notices", std::chrono::seconds{2}}};
  remember_run(test.city(), "sweep files", "the disk is full");
  EXPECT_THAT(city_told(test, jobs), HasSubstr("BAD The job “sweep files” failed: the disk is full"));
  remember_run(test.city(), "sweep files", "");
  EXPECT_THAT(city_told(test, jobs), testing::Not(HasSubstr("sweep files")));
  test.clock().advance(std::chrono::hours{4});
  EXPECT_THAT(city_told(test, jobs), HasSubstr("warning The job “sweep files” did not run since"));
  test.pothole(in_north);
  test.clock().set(test_morning() - std::chrono::hours{24});
  EXPECT_THAT(city_told(test), HasSubstr("BAD The clock of this machine went back"));
}

TEST(Health, SeesWhatANewCityLacks) {
  TestCity test;
  auto const told_setup = [&] {
    return told(test.view(system_actor("test"), [&](View const& view) { return examine_setup(view, test.clock().now()); }));
  };
  EXPECT_THAT(told_setup(), HasSubstr("The calendar has no holiday in the next twelve months"));
  auto const today = std::chrono::floor<std::chrono::days>(test.clock().now());
  test.run(system_actor("test"), [&](Unit& unit) {
    auto calendar = calendar_for(view_of(unit), {});
    calendar.holidays = {{Date{std::chrono::sys_days{today} + std::chrono::days{30}}, "A holiday"}};
    save_calendar(unit, calendar);
  });
  EXPECT_THAT(told_setup(), testing::Not(HasSubstr("The calendar has no holiday")));
  EXPECT_THAT(told_setup(), HasSubstr("BAD Nobody can administer this city."));
  EXPECT_THROW(test.view(test.anonymous(), [&](View const& view) { return examine_setup(view, test.clock().now()); }), Refusal);
}

TEST(Health, SeesThatNobodyCanAdministerAndIsNotForEverybody) {
  TestCity test;
  EXPECT_THAT(city_told(test), HasSubstr("BAD Nobody can administer this city. | Run: cityhall user add"));
  EXPECT_THROW(test.view(test.anonymous(), [&](View const& view) { return examine_city(view, test.clock().now(), {}); }), Refusal);
}

}  // namespace
}  // namespace cityhall
