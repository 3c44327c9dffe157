#include "kernel/calendar/city_calendar.h"

namespace cityhall {

std::shared_ptr<BusinessCalendar const> calendar_of(Settings const& settings) {
  std::vector<Date> holidays;
  for (auto const& text : settings.holidays)
    if (auto const date = parse_date(text)) holidays.push_back(*date);
  return std::make_shared<BusinessCalendar const>(TimeZone{settings.time_zone}, std::move(holidays));
}

}  // namespace cityhall
