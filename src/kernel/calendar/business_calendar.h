#pragma once
// When things are due: civil time in the city's zone, with its weekend and holidays.

#include <array>
#include <cstdint>
#include <vector>

#include "base/time_zone.h"
#include "kernel/calendar/period.h"

namespace cityhall {

/// Immutable. A business day counts 24 hours of the clock on the wall, also on days when the clock is changed.
class BusinessCalendar {
 public:
  explicit BusinessCalendar(TimeZone zone = TimeZone{"UTC"}, std::vector<Date> holidays = {},
                            std::vector<std::chrono::weekday> weekend = {std::chrono::Saturday, std::chrono::Sunday});

  TimeZone const& zone() const { return zone_; }
  bool is_business_day(Date date) const;
  /// `period` after `start`: P3BD from Friday 15:00 is Wednesday 15:00; a start on a day off counts from the start of the next business
  /// day.
  Time due(Time start, Period const& period) const;
  /// What is left at `now` of a time that ends at `due`, counted as `period` counts (business, civil or plain time); negative when it is
  /// past.
  Duration remaining(Period const& period, Time now, Time due) const;
  /// The end of what `remaining` gave, when the clock runs again at `now`: pausing and resuming at once changes nothing.
  Time due_again(Period const& period, Time now, Duration remaining) const;
  /// Time on business days between two instants; negative when `to` is before `from`.
  Duration business_time(Time from, Time to) const;

 private:
  std::int64_t business_ordinal(std::int64_t day) const;
  Duration business_position(Time time) const;
  Time business_instant(Duration position) const;
  Duration civil_position(Time time) const;
  Time civil_instant(Duration position) const;

  TimeZone zone_;
  std::vector<std::int64_t> holidays_;  // days since 1970, sorted, none on a weekend
  std::array<bool, 7> weekend_{};       // by C encoding, Sunday first
  std::array<std::int64_t, 8> week_{};  // business days in the first n days of a week that begins on Thursday, as 1970-01-01 did
};

}  // namespace cityhall
