#include "standards/ical_days.h"

#include <gtest/gtest.h>

namespace cityhall::standards {
namespace {

TEST(IcalDays, ReadsDaysFoldedLinesAndEscapes) {
  auto const days = read_calendar_days(
      "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20270101\r\nDTEND;VALUE=DATE:20270102\r\nSUMMARY:New Year\\, "
      "first\r\n  day\r\n"
      "END:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY;X=\"a:b\":Thanksgiving\r\nDTSTART:20271125T000000Z\r\nDTEND:20271127T000000Z\r\nEND:"
      "VEVENT\r\nEND:VCALENDAR\r\n");
  ASSERT_TRUE(days);
  ASSERT_EQ((*days).size(), 3U);
  EXPECT_EQ((*days)[0].summary, "New Year, first day");
  EXPECT_EQ(to_iso((*days)[0].date), "2027-01-01");
  EXPECT_EQ((*days)[1].summary, "Thanksgiving");
  EXPECT_EQ(to_iso((*days)[2].date), "2027-11-26");
}

TEST(IcalDays, SaysWhatItCannotRead) {
  EXPECT_FALSE(read_calendar_days("hello"));
  EXPECT_FALSE(read_calendar_days("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20270101\nRRULE:FREQ=YEARLY\nEND:VEVENT\n"));
  EXPECT_FALSE(read_calendar_days("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:2027\nEND:VEVENT\n"));
  EXPECT_FALSE(read_calendar_days("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:19000101\nDTEND:20500101\nEND:VEVENT\n"));
}

}  // namespace
}  // namespace cityhall::standards
