#pragma once
// What comes back by the calendar: the part of RFC 5545 recurrence rules that work needs. Pure.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time_zone.h"

namespace cityhall {

struct Recurrence {
  enum class Every { day, week, month };
  Every every = Every::week;
  int interval = 1;                              // each n-th day, week or month
  std::vector<std::chrono::weekday> weekdays{};  // of a week; of a month with `nth`
  int nth = 0;                                   // the n-th of those weekdays in a month; -1: the last
  int month_day = 0;                             // 1–31, or -1 for the last; a month that is shorter takes its last day
  std::optional<Date> until{};                   // the last day that counts
};

/// "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH", "FREQ=MONTHLY;BYDAY=1MO", "FREQ=MONTHLY;BYMONTHDAY=-1", "…;UNTIL=20271231".
/// The error says what is not understood.
Result<Recurrence> parse_recurrence(std::string_view text);
std::string to_text(Recurrence const& rule);

/// The first day on or after `from` that the rule names, counted from `start`; nothing after `until`.
std::optional<Date> next_occurrence(Recurrence const& rule, Date start, Date from);

}  // namespace cityhall
