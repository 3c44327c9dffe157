#pragma once
// The calendars that a city keeps: its own, and those of departments that work at other times.

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/calendar/business_calendar.h"
#include "kernel/settings.h"
#include "kernel/unit.h"

namespace cityhall {

struct Holiday {
  Date date{};
  std::string name{};
};

struct DepartmentCalendar {
  std::string department{};         // empty: the whole city
  std::vector<int> days_off{0, 6};  // 0 is Sunday
  OfficeHours hours{};
  std::vector<Holiday> holidays{};  // of a department: beside the city's
};

/// What is in force: the settings' holidays and time zone, the city's calendar, the departments'.
std::shared_ptr<BusinessCalendar const> load_calendar(store::Reader& reader, Settings const& settings);

/// The city's first, then by department. Needs `admin.settings`, as the rest.
std::vector<DepartmentCalendar> calendars(View const& view);
/// The city's own days off, in order, as everybody may know them.
std::vector<Holiday> city_holidays(View const& view);
/// As the city's where the department has none of its own.
DepartmentCalendar calendar_for(View const& view, std::string_view department);
/// Checks, stores, appends `calendar.saved`; due times that are counted from the commit on follow it. Those that were promised stay.
void save_calendar(Unit& unit, DepartmentCalendar const& calendar);
/// The department works as the city does again. Appends `calendar.removed`.
void remove_calendar(Unit& unit, std::string_view department);

/// In its place by date; a day that is there already keeps its name.
void add_holiday(DepartmentCalendar& calendar, Holiday holiday);
/// "2027-01-01 New Year's Day", one on each line; lines that cannot be read are faults of "holidays".
std::vector<Holiday> read_holidays(std::string_view text);
std::string to_lines(std::vector<Holiday> const& holidays);

}  // namespace cityhall
