#pragma once
// Whole days as an iCalendar file (RFC 5545) that calendar programs subscribe to.

#include <span>
#include <string>
#include <string_view>

#include "base/time.h"
#include "standards/ical_days.h"

namespace cityhall::standards {

struct CalendarFile {
  std::string_view name{};  // of the whole: "Fairhaven: closed"
  std::string_view host{};  // in the identities of the days: the same day keeps its own
  std::string_view language{};
  Time made_at{};
};

/// "text/calendar; charset=utf-8". A day a VEVENT, transparent: nobody is busy because city hall is closed. A file holds one day at least.
std::string write_calendar_days(CalendarFile const& file, std::span<CalendarDay const> days);

}  // namespace cityhall::standards
