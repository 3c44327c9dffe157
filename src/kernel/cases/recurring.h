#pragma once
// Work that comes back by the calendar: it opens a case of a service on its day.

#include <string>
#include <vector>

#include "kernel/calendar/recurrence.h"
#include "kernel/unit.h"

namespace cityhall {

/// What happens when the day is a weekend or a holiday.
enum class OnDayOff { same, next, skip };
std::string_view to_text(OnDayOff what);
OnDayOff on_day_off_from(std::string_view word);

struct RecurringWork {
  std::int64_t id = 0;
  std::string name{};
  std::string service{};
  std::string description{};
  std::string address{};    // or "latitude, longitude"
  std::string rule{};       // "FREQ=WEEKLY;BYDAY=MO", see calendar/recurrence.h
  std::string starts_on{};  // "2027-03-02"
  OnDayOff on_day_off = OnDayOff::next;
  std::string next_on{};  // by the rule; empty: over
  bool active = true;
  std::string fault{};  // why the last one could not be opened
};

std::vector<RecurringWork> recurring_work(View const& view);
/// Makes (id 0) or changes one. Appends `recurring.saved`. Needs `casework.rules`. Throws Refusal(invalid).
std::int64_t save_recurring_work(Unit& unit, RecurringWork const& work);
/// Appends `recurring.deleted`. Needs `casework.rules`.
void delete_recurring_work(Unit& unit, std::int64_t id);

/// The next days on which it opens a case, days off respected; at most `count`.
std::vector<Date> next_days(View const& view, RecurringWork const& work, std::size_t count);

/// Job: opens the case of every day that has come, once for each day. Gives how many.
std::size_t open_recurring_work(City& city);

}  // namespace cityhall
