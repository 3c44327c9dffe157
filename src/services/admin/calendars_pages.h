#pragma once
// Pages of the calendars.

#include <vector>

#include "kernel/settings/calendars.h"
#include "services/page/office.h"

namespace cityhall {

struct CalendarsView {
  std::vector<DepartmentCalendar> calendars{};
  std::vector<std::string> departments{};  // owners of services without a calendar of their own
  Told told{};
};
web::Response calendars_page(Call const& call, CalendarsView const& view);

struct CalendarView {
  DepartmentCalendar calendar{};
  std::string example{};  // what three business days from now mean
  Told told{};
};
web::Response calendar_page(Call const& call, CalendarView const& view);

/// The last part of its address; the whole city's is "city-wide", which no department is called.
std::string calendar_word(std::string_view department);

}  // namespace cityhall
