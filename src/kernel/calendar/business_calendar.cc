#include "kernel/calendar/business_calendar.h"

#include <algorithm>

namespace cityhall {
namespace {

constexpr Duration one_day = std::chrono::hours{24};
constexpr std::int64_t thursday = 4;  // 1970-01-01, C encoding

std::int64_t day_number(Date date) { return std::chrono::sys_days{date}.time_since_epoch().count(); }
Date date_of(std::int64_t day) { return Date{std::chrono::sys_days{std::chrono::days{day}}}; }
std::int64_t floor_div(std::int64_t a, std::int64_t b) { return a / b - (a % b < 0 ? 1 : 0); }

Date add_months(Date date, std::int32_t months) {
  auto const moved = date + std::chrono::months{months};
  return moved.ok() ? moved : Date{moved.year() / moved.month() / std::chrono::last};
}

}  // namespace

BusinessCalendar::BusinessCalendar(TimeZone zone, std::vector<Date> holidays, std::vector<std::chrono::weekday> weekend, OfficeHours hours)
    : zone_{std::move(zone)}, hours_{hours} {
  for (auto const day : weekend) weekend_[day.c_encoding()] = true;
  if (std::all_of(weekend_.begin(), weekend_.end(), [](bool off) { return off; }))
    weekend_ = {};  // no business day at all would end nothing
  for (std::size_t i = 0; i < 7; ++i) week_[i + 1] = week_[i] + (weekend_[(i + thursday) % 7] ? 0 : 1);
  for (auto const date : holidays)
    if (date.ok() && !weekend_[std::chrono::weekday{std::chrono::sys_days{date}}.c_encoding()]) holidays_.push_back(day_number(date));
  std::sort(holidays_.begin(), holidays_.end());
  holidays_.erase(std::unique(holidays_.begin(), holidays_.end()), holidays_.end());
}

bool BusinessCalendar::is_business_day(Date date) const {
  auto const day = day_number(date);
  return business_ordinal(day + 1) != business_ordinal(day);
}

bool BusinessCalendar::is_holiday(Date date) const { return std::binary_search(holidays_.begin(), holidays_.end(), day_number(date)); }

/// How many business days lie before `day`, from 1970-01-01 on; negative before.
std::int64_t BusinessCalendar::business_ordinal(std::int64_t day) const {
  auto const weeks = floor_div(day, 7);
  auto const off = std::lower_bound(holidays_.begin(), holidays_.end(), day) - holidays_.begin();
  return weeks * week_[7] + week_[static_cast<std::size_t>(day - weeks * 7)] - off;
}

/// Where an instant lies on the axis that has business days only.
Duration BusinessCalendar::business_position(Time time) const {
  auto const [date, clock] = zone_.local(time);
  auto const ordinal = business_ordinal(day_number(date));
  auto const fraction = time - std::chrono::floor<std::chrono::seconds>(time);
  return ordinal * one_day + (is_business_day(date) ? clock + fraction : Duration{0});
}

/// The same, moved to the next opening where the office is closed then.
Duration BusinessCalendar::opening_position(Time time) const {
  auto const position = business_position(time);
  if (hours_.all_day()) return position;
  auto const ordinal = floor_div(position.count(), one_day.count());
  auto const clock = position - ordinal * one_day;
  if (clock < hours_.opens) return ordinal * one_day + hours_.opens;
  return clock >= hours_.closes ? (ordinal + 1) * one_day + hours_.opens : position;
}

BusinessCalendar const& BusinessCalendar::of(std::string_view department) const {
  if (!departments_) return *this;
  auto const found = departments_->find(department);
  return found == departments_->end() ? *this : found->second;
}

BusinessCalendar BusinessCalendar::with_departments(std::map<std::string, BusinessCalendar, std::less<>> departments) && {
  departments_ = std::make_shared<std::map<std::string, BusinessCalendar, std::less<>> const>(std::move(departments));
  return std::move(*this);
}

Time BusinessCalendar::business_instant(Duration position) const {
  auto const ordinal = floor_div(position.count(), one_day.count());
  // The day with that ordinal: the first whose successor counts more. Both ends are generous, the search is over days.
  auto low = floor_div(ordinal * 7, week_[7]) - 7;
  auto high = low + 21 + 2 * static_cast<std::int64_t>(holidays_.size()) * 7;
  while (low < high) {
    auto const middle = low + (high - low) / 2;
    if (business_ordinal(middle + 1) > ordinal) high = middle;
    else low = middle + 1;
  }
  auto const clock = position - ordinal * one_day;
  auto const seconds = std::chrono::floor<std::chrono::seconds>(clock);
  return zone_.instant(date_of(low), seconds) + (clock - seconds);
}

Duration BusinessCalendar::civil_position(Time time) const {
  auto const [date, clock] = zone_.local(time);
  return day_number(date) * one_day + clock + (time - std::chrono::floor<std::chrono::seconds>(time));
}

Time BusinessCalendar::civil_instant(Duration position) const {
  auto const day = floor_div(position.count(), one_day.count());
  auto const clock = position - day * one_day;
  auto const seconds = std::chrono::floor<std::chrono::seconds>(clock);
  return zone_.instant(date_of(day), seconds) + (clock - seconds);
}

Time BusinessCalendar::due(Time start, Period const& period) const {
  if (period.business_days != 0) return business_instant(opening_position(start) + period.business_days * one_day);
  auto end = start;
  if (period.months != 0 || period.days != 0) {
    auto const position = civil_position(start);
    auto const day = floor_div(position.count(), one_day.count());
    auto const moved = day_number(add_months(date_of(day), period.months)) + period.days;
    end = civil_instant(position + (moved - day) * one_day);
  }
  return end + std::chrono::seconds{period.seconds};
}

Duration BusinessCalendar::remaining(Period const& period, Time now, Time due) const {
  if (period.business_days != 0) return business_time(now, due);
  if (period.months != 0 || period.days != 0) return civil_position(due) - civil_position(now);
  return due - now;
}

Time BusinessCalendar::due_again(Period const& period, Time now, Duration remaining) const {
  if (period.business_days != 0) return business_instant(business_position(now) + remaining);
  if (period.months != 0 || period.days != 0) return civil_instant(civil_position(now) + remaining);
  return now + remaining;
}

Duration BusinessCalendar::business_time(Time from, Time to) const { return business_position(to) - business_position(from); }

}  // namespace cityhall
