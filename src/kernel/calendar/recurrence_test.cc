#include "kernel/calendar/recurrence.h"

#include <gtest/gtest.h>

namespace cityhall {
namespace {

/// The next three days that the rule names, from its start.
std::string days_of(std::string_view rule, std::string_view start) {
  auto const parsed = parse_recurrence(rule);
  if (!parsed) return parsed.error().what;
  std::string text;
  auto from = *parse_date(start);
  for (int i = 0; i < 3; ++i) {
    auto const next = next_occurrence(*parsed, *parse_date(start), from);
    if (!next) break;
    text += (text.empty() ? "" : " ") + to_iso(*next);
    from = std::chrono::sys_days{*next} + std::chrono::days{1};
  }
  return text;
}

TEST(Recurrence, DaysWeeksAndMonths) {
  EXPECT_EQ(days_of("FREQ=DAILY;INTERVAL=10", "2027-02-20"), "2027-02-20 2027-03-02 2027-03-12");
  EXPECT_EQ(days_of("FREQ=WEEKLY", "2027-03-02"), "2027-03-02 2027-03-09 2027-03-16");
  EXPECT_EQ(days_of("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH", "2027-03-02"), "2027-03-04 2027-03-15 2027-03-18");
  EXPECT_EQ(days_of("FREQ=MONTHLY", "2027-01-31"), "2027-01-31 2027-02-28 2027-03-31");
  EXPECT_EQ(days_of("FREQ=MONTHLY;BYMONTHDAY=-1", "2027-01-05"), "2027-01-31 2027-02-28 2027-03-31");
  EXPECT_EQ(days_of("FREQ=MONTHLY;BYDAY=1MO", "2027-03-02"), "2027-04-05 2027-05-03 2027-06-07");
  EXPECT_EQ(days_of("FREQ=MONTHLY;INTERVAL=3;BYDAY=-1FR", "2027-01-01"), "2027-01-29 2027-04-30 2027-07-30");
  EXPECT_EQ(days_of("FREQ=DAILY;UNTIL=20270303", "2027-03-02"), "2027-03-02 2027-03-03");
}

TEST(Recurrence, SaysWhatIsNotUnderstood) {
  EXPECT_EQ(days_of("FREQ=HOURLY", "2027-03-02"), "\"FREQ=HOURLY\" is not understood");
  EXPECT_EQ(days_of("INTERVAL=2", "2027-03-02"), "FREQ=DAILY, WEEKLY or MONTHLY is missing");
  EXPECT_EQ(days_of("FREQ=WEEKLY;BYDAY=XX", "2027-03-02"), "\"BYDAY=XX\" is not understood");
  EXPECT_EQ(days_of("FREQ=DAILY;INTERVAL=0", "2027-03-02"), "\"INTERVAL=0\" is not understood");
}

TEST(Recurrence, IsPrintedAsItIsRead) {
  for (auto const* rule : {"FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH", "FREQ=MONTHLY;BYDAY=1MO", "FREQ=MONTHLY;BYMONTHDAY=-1;UNTIL=20271231"})
    EXPECT_EQ(to_text(*parse_recurrence(rule)), rule);
}

}  // namespace
}  // namespace cityhall
