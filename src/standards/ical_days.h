#pragma once
// Whole days out of an iCalendar file (RFC 5545): what a calendar of public holidays is made of.

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time_zone.h"

namespace cityhall::standards {

struct CalendarDay {
  Date date{};
  std::string summary{};
};

/// Every day of every event: DTSTART up to, but not with, DTEND. Times of the day are dropped; rules that repeat are refused by name,
/// because nobody may miss a holiday silently. At most 5,000 days.
Result<std::vector<CalendarDay>> read_calendar_days(std::string_view text);

}  // namespace cityhall::standards
