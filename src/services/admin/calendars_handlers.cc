#include "services/admin/calendars_handlers.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "kernel/definitions/definition_set.h"
#include "services/admin/calendars_pages.h"
#include "services/page/dates.h"
#include "standards/ical_days.h"

namespace cityhall {
namespace {

struct CalendarForm {
  std::vector<std::string> days_off;
  std::string opens;
  std::string closes;
  std::string holidays;
};

std::string asked_department(Call const& call) {
  auto const word = call.path_value("department");
  return word == "city-wide" ? std::string{} : std::string{word};
}

/// "08:30"; nothing for an empty text.
std::optional<std::chrono::minutes> time_of_day(std::string_view text, std::string field, std::vector<FieldError>& faults) {
  if (text.empty()) return {};
  auto const digit = [&](std::size_t at) { return text[at] >= '0' && text[at] <= '9'; };
  if (text.size() >= 5 && text[2] == ':' && digit(0) && digit(1) && digit(3) && digit(4)) {
    auto const minutes = (text[0] - '0') * 600 + (text[1] - '0') * 60 + (text[3] - '0') * 10 + (text[4] - '0');
    if (minutes < 24 * 60) return std::chrono::minutes{minutes};
  }
  faults.push_back({std::move(field), "malformed", _("Write a time of the day like 08:30.")});
  return {};
}

OfficeHours hours_from(CalendarForm const& form) {
  std::vector<FieldError> faults;
  auto const opens = time_of_day(form.opens, "opens", faults);
  auto const closes = time_of_day(form.closes, "closes", faults);
  if (faults.empty() && opens.has_value() != closes.has_value())
    faults.push_back({opens ? "closes" : "opens", "required", _("Say when it opens and when it closes, or neither.")});
  if (faults.empty() && opens && *opens >= *closes) faults.push_back({"closes", "order", _("Closing time must be after opening time.")});
  if (!faults.empty()) throw invalid_fields(std::move(faults));
  return {opens.value_or(std::chrono::minutes{0}), closes.value_or(std::chrono::minutes{0})};
}

DepartmentCalendar calendar_from(Call const& call) {
  auto const form = web::read(
      web::Form<CalendarForm>{web::field("days_off", &CalendarForm::days_off).one_of({"0", "1", "2", "3", "4", "5", "6"}),
                              web::field("opens", &CalendarForm::opens).most(10), web::field("closes", &CalendarForm::closes).most(10),
                              web::field("holidays", &CalendarForm::holidays).most(40'000).lines()},
      call.request.form);
  DepartmentCalendar calendar{
      .department = asked_department(call), .days_off = {}, .hours = hours_from(form), .holidays = read_holidays(form.holidays)};
  for (auto const& day : form.days_off) calendar.days_off.push_back(day.front() - '0');
  return calendar;
}

CalendarsView view_of_calendars(Call const& call) {
  CalendarsView view{.calendars = calendars(call.view())};
  std::set<std::string> owners;
  auto const definitions = call.city.definitions.get();
  for (auto const& definition : definitions->current()) owners.insert(definition->owner);
  for (auto const& calendar : view.calendars) owners.erase(calendar.department);
  view.departments.assign(owners.begin(), owners.end());
  return view;
}

CalendarView view_of_calendar(Call const& call) {
  CalendarView view{.calendar = calendar_for(call.view(), asked_department(call))};
  auto const calendar = call.city.calendar.get();
  auto const due = calendar->of(view.calendar.department).due(call.now, {.business_days = 3});
  view.example = long_time(calendar->zone(), due, call.language);
  return view;
}

std::string calendar_path_of(Call const& call) { return "/admin/calendars/" + std::string{call.path_value("department")}; }

struct DepartmentForm {
  std::string department;
};
struct HolidayFile {
  web::Upload file;
};

}  // namespace

web::Response show_calendars(Call& call) { return calendars_page(call, view_of_calendars(call)); }

web::Response create_calendar(Call& call) {
  auto const form =
      web::read(web::Form<DepartmentForm>{web::field("department", &DepartmentForm::department).required().most(80)}, call.request.form);
  auto const departments = view_of_calendars(call).departments;
  if (std::find(departments.begin(), departments.end(), form.department) == departments.end())
    throw invalid_fields({{"department", "unknown", _("There is no department of this name without a calendar of its own.")}});
  auto unit = call.unit();
  save_calendar(unit, calendar_for(call.view(), form.department));
  return saved("/admin/calendars/" + calendar_word(form.department));
}

web::Response calendars_again(Call& call, Refusal const& refusal) {
  auto view = view_of_calendars(call);
  view.told = told_of(call, refusal);
  return calendars_page(call, view);
}

web::Response show_calendar(Call& call) { return calendar_page(call, view_of_calendar(call)); }

web::Response change_calendar(Call& call) {
  auto const calendar = calendar_from(call);
  auto unit = call.unit();
  save_calendar(unit, calendar);
  return saved(calendar_path_of(call));
}

web::Response import_holidays(Call& call) {
  auto const form =
      web::read(web::Form<HolidayFile>{web::field("file", &HolidayFile::file).required().bytes_max(900'000)}, call.request.form);
  auto const days = standards::read_calendar_days(form.file.bytes);
  if (!days) throw invalid_fields({{"file", "malformed", _("This file cannot be read: {error}").with("error", days.error().what)}});
  auto calendar = calendar_for(call.view(), asked_department(call));
  for (auto const& day : *days) add_holiday(calendar, {day.date, shorten(without_control_characters(day.summary), 100)});
  auto unit = call.unit();
  save_calendar(unit, calendar);
  return saved(calendar_path_of(call));
}

web::Response delete_calendar(Call& call) {
  auto unit = call.unit();
  remove_calendar(unit, asked_department(call));
  return saved("/admin/calendars");
}

web::Response calendar_again(Call& call, Refusal const& refusal) {
  auto view = view_of_calendar(call);
  view.told = told_of(call, refusal);
  return calendar_page(call, view);
}

}  // namespace cityhall
