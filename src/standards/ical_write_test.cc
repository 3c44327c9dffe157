#include "standards/ical_write.h"

#include <gtest/gtest.h>

#include "base/text.h"

namespace cityhall::standards {
namespace {

using namespace std::chrono_literals;

constexpr CalendarFile fairhaven{.name = "Fairhaven: closed", .host = "fairhaven.example", .language = "en"};

TEST(CalendarWriting, IsReadAgainAsTheSameDays) {
  std::vector<CalendarDay> const days{{2027y / 1 / 1, "Closed: New Year's Day"}, {2027y / 12 / 31, "Closed; all day, everywhere\\here"}};
  auto const read = read_calendar_days(write_calendar_days(fairhaven, days));
  ASSERT_TRUE(read);
  ASSERT_EQ((*read).size(), 2U);
  for (std::size_t i = 0; i < days.size(); ++i) {
    EXPECT_EQ((*read)[i].date, days[i].date);
    EXPECT_EQ((*read)[i].summary, days[i].summary);
  }
}

TEST(CalendarWriting, FoldsLongLinesBetweenLetters) {
  std::string name;
  for (int i = 0; i < 60; ++i) name += "ñ";
  std::vector<CalendarDay> const days{{2027y / 1 / 1, name}};
  auto const text = write_calendar_days(fairhaven, days);
  for (auto const line : split(text, '\n')) EXPECT_LE(line.size(), 76U) << line;  // with its carriage return
  auto const read = read_calendar_days(text);
  ASSERT_TRUE(read);
  EXPECT_EQ((*read).front().summary, name);
}

}  // namespace
}  // namespace cityhall::standards
