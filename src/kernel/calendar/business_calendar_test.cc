#include "kernel/calendar/business_calendar.h"

#include <gtest/gtest.h>

#include "base/random.h"

namespace cityhall {
namespace {

Date day(char const* text) { return *parse_date(text); }

BusinessCalendar new_york() {
  return BusinessCalendar{TimeZone{"America/New_York"}, {day("2027-07-05"), day("2027-11-25"), day("2027-11-26"), day("2027-12-25")}};
}

std::string due(BusinessCalendar const& calendar, char const* start, char const* period) {
  return calendar.zone().to_rfc3339(calendar.due(*parse_time(start, calendar.zone()), *parse_period(period))).substr(0, 16);
}

TEST(Period, ReadsAndWritesLengthsOfTime) {
  for (auto const* text : {"PT24H", "P3BD", "P3D", "P7Y", "P1Y6M", "P1DT12H", "PT30M", "PT1H30M15S"})
    EXPECT_EQ(to_text(*parse_period(text)), text);
  EXPECT_EQ(to_text(*parse_period("P2W")), "P14D");
  EXPECT_EQ(to_text(*parse_period("P18M")), "P1Y6M");
  for (auto const* bad : {"", "P", "PT", "P0D", "P-1D", "3D", "P3", "P3B", "P1BD2D", "P3BDT1H", "P1D1Y", "P1D1D", "PT1D", "P1H", "P1.5D",
                          "P99999D", "p3d", "P3D ", "PT1HM"})
    EXPECT_FALSE(parse_period(bad)) << bad;
}

TEST(BusinessCalendar, CountsBusinessDaysFromTheSameClockTime) {
  auto const calendar = new_york();
  EXPECT_EQ(due(calendar, "2027-03-05 15:00", "P3BD"), "2027-03-10T15:00");  // Friday to Wednesday
  EXPECT_EQ(due(calendar, "2027-03-06 11:30", "P1BD"), "2027-03-09T00:00");  // Saturday counts from Monday 00:00
  EXPECT_EQ(due(calendar, "2027-07-02 09:00", "P1BD"), "2027-07-06T09:00");  // over the holiday of Monday
  EXPECT_EQ(due(calendar, "2027-11-24 16:00", "P1BD"), "2027-11-29T16:00");  // Thanksgiving, the day after, the weekend
  EXPECT_EQ(due(calendar, "2027-03-08 00:00", "P5BD"), "2027-03-15T00:00");
}

TEST(BusinessCalendar, DaysKeepTheClockOnTheWallAndHoursDoNot) {
  auto const calendar = new_york();
  EXPECT_EQ(due(calendar, "2027-03-13 15:00", "P1D"), "2027-03-14T15:00");  // 23 hours later: the clock goes forward in between
  EXPECT_EQ(due(calendar, "2027-03-13 15:00", "PT24H"), "2027-03-14T16:00");
  EXPECT_EQ(due(calendar, "2027-03-12 15:00", "P1BD"), "2027-03-15T15:00");  // Friday to Monday over the change
  EXPECT_EQ(due(calendar, "2027-11-05 01:30", "P2D"), "2027-11-07T01:30");   // twice there; the earlier
  EXPECT_EQ(due(calendar, "2027-03-13 02:30", "P1D"), "2027-03-14T03:00");   // does not exist; the first instant after
  EXPECT_EQ(due(calendar, "2027-01-31 10:00", "P1M"), "2027-02-28T10:00");
  EXPECT_EQ(due(calendar, "2028-02-29 10:00", "P1Y"), "2029-02-28T10:00");
}

TEST(BusinessCalendar, PausingStopsTheClock) {
  auto const calendar = new_york();
  auto const zone = calendar.zone();
  auto const period = *parse_period("P3BD");
  auto const start = *parse_time("2027-03-05 15:00", zone);
  auto const paused = *parse_time("2027-03-08 15:00", zone);  // one business day is used
  auto const left = calendar.remaining(period, paused, calendar.due(start, period));
  EXPECT_EQ(left, std::chrono::hours{48});
  auto const resumed = *parse_time("2027-03-20 12:00", zone);  // a Saturday
  EXPECT_EQ(zone.to_rfc3339(calendar.due_again(period, resumed, left)), "2027-03-24T00:00:00-04:00");
  auto const late = *parse_time("2027-03-11 15:00", zone);  // one business day late
  auto const negative = calendar.remaining(period, late, calendar.due(start, period));
  EXPECT_EQ(negative, std::chrono::hours{-24});
  EXPECT_EQ(calendar.due_again(period, late, negative), calendar.due(start, period));
}

TEST(BusinessCalendar, ACalendarWithoutAnyBusinessDayIsTakenAsOneWithoutWeekend) {
  using namespace std::chrono;
  BusinessCalendar const calendar{TimeZone{"UTC"}, {}, {Sunday, Monday, Tuesday, Wednesday, Thursday, Friday, Saturday}};
  EXPECT_TRUE(calendar.is_business_day(day("2027-03-06")));
}

/// The slow way: day by day.
Time due_by_steps(BusinessCalendar const& calendar, Time start, int business_days) {
  auto const next_day = [](Date date) { return Date{std::chrono::sys_days{date} + std::chrono::days{1}}; };
  auto [date, clock] = calendar.zone().local(start);
  if (!calendar.is_business_day(date)) clock = std::chrono::seconds{0};
  while (!calendar.is_business_day(date)) date = next_day(date);
  for (int i = 0; i < business_days; ++i) do
      date = next_day(date);
    while (!calendar.is_business_day(date));
  return calendar.zone().instant(date, clock);
}

TEST(BusinessCalendar, CountsFromTheNextOpeningAndByTheDepartment) {
  using std::chrono::hours;
  auto const utc = TimeZone{"UTC"};
  BusinessCalendar const office{utc, {day("2027-03-05")}, {std::chrono::Saturday, std::chrono::Sunday}, {hours{8}, hours{16}}};
  Period const one_day{.business_days = 1};
  auto const at = [&](char const* date, int hour) { return utc.instant(day(date), hours{hour}); };
  EXPECT_EQ(to_rfc3339(office.due(at("2027-03-02", 10), one_day)), to_rfc3339(at("2027-03-03", 10)));
  EXPECT_EQ(to_rfc3339(office.due(at("2027-03-02", 6), one_day)), to_rfc3339(at("2027-03-03", 8)));
  // Thursday evening, then a holiday and a weekend: the day begins on Monday at eight.
  EXPECT_EQ(to_rfc3339(office.due(at("2027-03-04", 17), one_day)), to_rfc3339(at("2027-03-09", 8)));
  auto const city = BusinessCalendar{office}.with_departments({{"water", BusinessCalendar{utc, {}, {}, {}}}});
  EXPECT_EQ(to_rfc3339(city.of("water").due(at("2027-03-04", 17), one_day)), to_rfc3339(at("2027-03-05", 17)));
  EXPECT_EQ(to_rfc3339(city.of("streets").due(at("2027-03-04", 17), one_day)), to_rfc3339(at("2027-03-09", 8)));
}

TEST(BusinessCalendar, AgreesWithCountingDayByDay) {
  SeededRandom random{7};
  std::vector<Date> holidays;
  for (int i = 0; i < 200; ++i) holidays.emplace_back(std::chrono::sys_days{day("2020-01-01")} + std::chrono::days{random.below(4'000)});
  for (auto const* name : {"America/New_York", "Europe/Berlin", "Australia/Lord_Howe", "Asia/Kathmandu", "UTC"}) {
    BusinessCalendar const calendar{TimeZone{name}, holidays};
    for (int i = 0; i < 2'000; ++i) {
      auto const start = from_micros(1'577'836'800'000'000 + static_cast<std::int64_t>(random.below(300'000'000)) * 1'000'000);
      Period const period{.business_days = static_cast<std::int32_t>(random.below(30)) + 1};
      auto const end = calendar.due(start, period);
      ASSERT_EQ(to_rfc3339(end), to_rfc3339(due_by_steps(calendar, start, period.business_days)))
          << name << ' ' << to_rfc3339(start) << ' ' << to_text(period);
      ASSERT_GT(end, start);
    }
  }
}

TEST(BusinessCalendar, PausingAndGoingOnAtOnceChangesNothingAndALaterStartIsNeverDueEarlier) {
  SeededRandom random{11};
  auto const calendar = new_york();
  for (int i = 0; i < 5'000; ++i) {
    auto const start = from_micros(1'767'225'600'000'000 + static_cast<std::int64_t>(random.below(100'000'000)) * 1'000'000);
    auto const pause = start + std::chrono::seconds{random.below(2'000'000)};
    for (auto const* text : {"P3BD", "P5D", "PT36H"}) {
      auto const period = *parse_period(text);
      auto const end = calendar.due(start, period);
      auto const again = calendar.due_again(period, pause, calendar.remaining(period, pause, end));
      auto const off = again > end ? again - end : end - again;
      ASSERT_LE(off, std::chrono::hours{1}) << text << ' '
                                            << to_rfc3339(start);  // an hour only where the clock on the wall repeats or skips it
      bool const settled = calendar.zone().local(end).since_midnight > std::chrono::hours{3};
      ASSERT_TRUE(again == end || !settled) << text << ' ' << to_rfc3339(start) << ' ' << to_rfc3339(pause);
      ASSERT_LE(end, calendar.due(start + std::chrono::hours{2}, period));
    }
  }
}

}  // namespace
}  // namespace cityhall
