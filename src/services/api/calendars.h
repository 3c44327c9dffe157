#pragma once
// The calendars of the city and its departments in the JSON API.

#include "kernel/settings/calendars.h"
#include "services/endpoint.h"

namespace cityhall {
web::Record<Holiday> const& answer_record(Holiday const*);
web::Record<DepartmentCalendar> const& answer_record(DepartmentCalendar const*);
}  // namespace cityhall

namespace cityhall::api {

struct HolidayBody {
  std::string date{};
  std::string name{};
};
struct CalendarBody {
  std::vector<int> days_off{};
  std::string opens{};
  std::string closes{};
  std::vector<HolidayBody> holidays{};
};

/// The members of each.
web::Record<HolidayBody> const& body_record(HolidayBody const*);
web::Record<CalendarBody> const& body_record(CalendarBody const*);

std::vector<Route> calendar_routes();

}  // namespace cityhall::api
