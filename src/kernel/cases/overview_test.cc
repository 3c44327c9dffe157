#include "kernel/cases/overview.h"

#include <gtest/gtest.h>

#include "base/refusal.h"
#include "kernel/calendar/business_calendar.h"
#include "kernel/events/audit.h"
#include "kernel/jobs/runner.h"
#include "kernel/settings/settings_store.h"
#include "kernel/testing.h"

namespace cityhall {
namespace {

struct Office {
  TestCity city;
  Actor actor = system_actor("test");

  template <class Query>
  auto ask(Query&& query) {
    return city.view(actor, std::forward<Query>(query));
  }
};

TEST(Overview, CountsLoadDaysAndChannels) {
  Office office;
  office.city.pothole(in_north);
  office.city.clock().advance(std::chrono::hours{24});
  office.city.pothole(in_south);
  run_consumers(office.city.city());
  auto const now = office.city.clock().now();
  auto const loads = office.ask([&](View const& view) { return service_loads(view, now); });
  ASSERT_EQ(loads.size(), 1U);
  EXPECT_EQ(loads[0].service, "pothole");
  EXPECT_EQ(loads[0].open, 2U);
  auto const days = office.ask([&](View const& view) { return figures_by_day(view, now, 30); });
  ASSERT_EQ(days.size(), 30U);
  EXPECT_EQ(days[27].opened, 0U);
  EXPECT_EQ(days[28].opened, 1U);
  EXPECT_EQ(days[29].opened, 1U);
  auto const channels = office.ask([&](View const& view) { return channel_counts(view, now - std::chrono::hours{1}); });
  ASSERT_EQ(channels.size(), 1U);
  EXPECT_EQ(channels[0].channel, Channel::web);
  EXPECT_EQ(channels[0].opened, 1U);
}

TEST(Audit, ShowsTheNewestFirstAndFilters) {
  Office office;
  auto const opened = office.city.pothole(in_north);
  auto const types = [&](AuditFilter const& filter) {
    std::string all;
    for (auto const& event : office.ask([&](View const& view) { return newest_events(view, filter); })) all += event.type + " ";
    return all;
  };
  EXPECT_EQ(types({.type = "case"}), "case.opened ");
  EXPECT_EQ(types({.type = "case.closed"}), "");
  EXPECT_EQ(types({.type = "case.opened", .actor = "100%"}), "") << "a percent sign stands for itself";
  EXPECT_EQ(types({.type = "case", .since = office.city.clock().now() + std::chrono::hours{1}}), "");
  EXPECT_TRUE(types({}).starts_with("task.created case.opened ")) << types({});
  EXPECT_EQ(office.ask([](View const& view) { return newest_events(view, {.most = 2}); }).size(), 2U);
}

TEST(Settings, HolidaysAreKeptAndMoveTheCalendar) {
  Office office;
  auto settings = *office.city.city().settings.get();
  settings.holidays = {"2027-12-24"};
  office.city.run(office.actor, [&](Unit& unit) { change_settings(unit, settings); });
  EXPECT_FALSE(office.city.city().calendar.get()->is_business_day(Date{std::chrono::year{2027} / 12 / 24})) << "in force at once";
  office.city.reopen();
  EXPECT_EQ(office.city.city().settings.get()->holidays, settings.holidays);
  settings.holidays = {"Christmas"};
  EXPECT_THROW(office.city.run(office.actor, [&](Unit& unit) { change_settings(unit, settings); }), Refusal);
}

}  // namespace
}  // namespace cityhall
