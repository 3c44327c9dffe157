#pragma once
// When things are due: civil time in the city's zone, with its weekend and holidays.

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/time_zone.h"
#include "kernel/calendar/period.h"

namespace cityhall {

/// When an office is open on its business days; equal: around the clock.
struct OfficeHours {
  std::chrono::minutes opens{0};
  std::chrono::minutes closes{0};
  bool all_day() const { return opens >= closes; }
};

/// Immutable. A business day counts 24 hours of the clock on the wall, also on days when the clock is changed.
class BusinessCalendar {
 public:
  explicit BusinessCalendar(TimeZone zone = TimeZone{"UTC"}, std::vector<Date> holidays = {},
                            std::vector<std::chrono::weekday> weekend = {std::chrono::Saturday, std::chrono::Sunday},
                            OfficeHours hours = {});

  TimeZone const& zone() const { return zone_; }
  OfficeHours const& hours() const { return hours_; }
  /// The calendar of a department; this one where it has none of its own.
  BusinessCalendar const& of(std::string_view department) const;
  /// The same with calendars for departments.
  BusinessCalendar with_departments(std::map<std::string, BusinessCalendar, std::less<>> departments) &&;
  bool is_business_day(Date date) const;
  /// A day off that would have been a business day.
  bool is_holiday(Date date) const;
  /// Days off beside the weekend were named.
  bool has_holidays() const { return !holidays_.empty(); }
  /// `period` after `start`: P3BD from Friday 15:00 is Wednesday 15:00; a start on a day off counts from the start of the next business
  /// day. With office hours, what comes in outside of them counts from the next opening.
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
  Duration opening_position(Time time) const;
  Time business_instant(Duration position) const;
  Duration civil_position(Time time) const;
  Time civil_instant(Duration position) const;

  TimeZone zone_;
  OfficeHours hours_;
  std::shared_ptr<std::map<std::string, BusinessCalendar, std::less<>> const> departments_;
  std::vector<std::int64_t> holidays_;  // days since 1970, sorted, none on a weekend
  std::array<bool, 7> weekend_{};       // by C encoding, Sunday first
  std::array<std::int64_t, 8> week_{};  // business days in the first n days of a week that begins on Thursday, as 1970-01-01 did
};

}  // namespace cityhall
