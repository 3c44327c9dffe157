#include "app/demo_year.h"

#include <gtest/gtest.h>

#include "app/demo.h"
#include "app/process.h"
#include "app/simulation/year.h"
#include "base/log.h"
#include "kernel/accounts/account.h"
#include "kernel/calendar/business_calendar.h"
#include "kernel/cases/inbox.h"
#include "kernel/cases/public_case.h"
#include "kernel/places/address_index.h"
#include "kernel/run_unit.h"
#include "kernel/tasks/task.h"
#include "store/testing.h"

namespace cityhall {
namespace {

TEST(TheDemo, IsATownThatHasLivedAndIsMadeOnceADay) {
  set_log_level(LogLevel::error);
  store::TemporaryFolder const folder;
  auto const now = *parse_time("2027-03-10T15:00:00-05:00", TimeZone{"America/Indiana/Indianapolis"});
  DemoWish wish{.data = folder / "first", .cache = folder / "kept", .residents = 600, .now = now};
  make_demo(wish);
  EXPECT_TRUE(std::filesystem::exists(folder / "first/town/town.osm.pbf"));
  int steps = 0;
  wish.tell = [&](std::string const&, std::size_t, std::size_t) { ++steps; };
  wish.data = folder / "second";
  make_demo(wish);
  EXPECT_EQ(steps, 0) << "the second one is a copy";
  Process process{folder / "second"};
  auto const served = process.open(std::string{demo_slug});
  EXPECT_TRUE(served->city().map.get()) << "with its map";
  run_view(served->city(), system_actor("test"), [&](View const& view) {
    EXPECT_GT(address_count(view), 200U);
    auto const lately = requests(view, {.most = 200}).rows;
    ASSERT_GT(lately.size(), 50U);
    EXPECT_LE(lately.front().opened_at, now);
    EXPECT_GT(lately.front().opened_at, now - std::chrono::days{8});
    EXPECT_LT(lately.back().opened_at, now - std::chrono::days{60});
  });
}

Actor of_role(City& city, std::string_view email) {
  return run_view(city, system_actor("test"), [&](View const& view) {
    auto const account = find_account(view, email);
    return Actor{.kind = ActorKind::staff, .account = account->id, .crew = account->crew, .name = account->name, .roles = account->roles};
  });
}

/// Every open request of the inbox.
std::vector<InboxRow> open_cases(City& city) {
  return run_view(city, system_actor("test"), [](View const& view) {
    std::vector<InboxRow> rows;
    InboxPage page;
    do {
      page = inbox(view, {}, {.after = page.next, .size = 200}, "en");
      rows.insert(rows.end(), page.rows.begin(), page.rows.end());
    } while (!page.next.empty());
    return rows;
  });
}

/// A small town, looked at in the morning of a working day, at noon of a Sunday and late on a Friday.
class TheDemoAlive : public testing::TestWithParam<char const*> {
 protected:
  TheDemoAlive() {
    set_log_level(LogLevel::error);
    now = *parse_time(GetParam(), TimeZone{"America/Indiana/Indianapolis"});
    make_demo({.data = folder.path(), .residents = 12'000, .now = now});
  }
  store::TemporaryFolder const folder;
  Time now{};
};

TEST_P(TheDemoAlive, MostWorkIsInTimeAndInSomebodysHands) {
  Process process{folder.path()};
  auto const served = process.open(std::string{demo_slug});
  auto const rows = open_cases(served->city());
  ASSERT_GE(rows.size(), 10U);
  std::size_t late = 0, given = 0;
  for (auto const& row : rows) {
    if (row.due_at && *row.due_at < now) ++late;
    if (row.assignee) ++given;
    EXPECT_GT(row.due_at.value_or(now), now - std::chrono::days{21}) << row.number << " was forgotten";
    EXPECT_GT(row.opened_at, now - std::chrono::days{100}) << row.number << " is old";
  }
  EXPECT_LE(late * 4, rows.size()) << late << " of " << rows.size() << " are late";
  EXPECT_GE(given * 3, rows.size()) << given << " of " << rows.size() << " are in somebody's hands";
}

TEST_P(TheDemoAlive, TheCrewHasADayAndHasBegunIt) {
  Process process{folder.path()};
  auto const served = process.open(std::string{demo_slug});
  auto& city = served->city();
  auto const worker = of_role(city, "crew@fairhaven.example");
  TimeZone const zone{"America/Indiana/Indianapolis"};
  auto const today = zone.midnight(zone.date_of(now));
  auto const calendar = city.calendar.get();
  auto day = zone.date_of(now);
  if (!calendar->is_business_day(day) || now > zone.instant(day, std::chrono::hours{16})) do day = simulation::add_days(day, 1);
    while (!calendar->is_business_day(day));
  run_view(city, worker, [&](View const& view) {
    std::size_t planned = 0, done = 0, shown = 0;
    Time free = std::max(now, zone.instant(day, std::chrono::hours{8}));
    for (auto const& task : work_of(view, worker.crew, today)) {
      if (is_over(task.state)) {
        ++done;
        continue;
      }
      if (!task.planned_start || zone.date_of(*task.planned_start) != day) continue;
      EXPECT_GE(*task.planned_start, free) << "one after the other";
      free = *task.planned_start + std::chrono::minutes{task.planned_minutes};
      EXPECT_LE(free, zone.instant(day, std::chrono::hours{16})) << "within the shift";
      EXPECT_TRUE(task.place.point) << task.number;
      ++planned;
      if (!files_of(view, task.case_id).empty()) ++shown;
    }
    EXPECT_GE(planned, 4U);
    EXPECT_LE(planned, 6U);
    EXPECT_GE(done, 1U);
    EXPECT_GE(shown, 2U) << "with photos";
  });
}

INSTANTIATE_TEST_SUITE_P(Looked, TheDemoAlive,
                         testing::Values("2027-03-10T09:00:00-05:00", "2026-11-22T12:00:00-05:00", "2027-07-02T22:30:00-04:00"));

}  // namespace
}  // namespace cityhall
