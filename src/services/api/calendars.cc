#include "services/api/calendars.h"

#include <algorithm>
#include <set>

#include "base/refusal.h"
#include "base/text.h"
#include "kernel/definitions/definition_set.h"

namespace cityhall {

using namespace web;

namespace {

constexpr std::string_view whole_city = "city-wide";  // which no department is called

std::string two_digits(long number) { return (number < 10 ? "0" : "") + std::to_string(number); }

/// "08:30"; empty around the clock.
std::string as_clock(OfficeHours const& hours, std::chrono::minutes time) {
  if (hours.all_day()) return {};
  return two_digits(time.count() / 60) + ":" + two_digits(time.count() % 60);
}

}  // namespace

Record<Holiday> const& answer_record(Holiday const*) {
  using H = Holiday;
  static Record<H> const record{"Holiday", {told<H>("date", [](H const& one) { return to_iso(one.date); }), member("name", &H::name)}};
  return record;
}

Record<DepartmentCalendar> const& answer_record(DepartmentCalendar const*) {
  using C = DepartmentCalendar;
  static Record<C> const record{
      "Calendar",
      {told<C>("department", [](C const& one) { return one.department.empty() ? std::string{whole_city} : one.department; })
           .says("city-wide: the city's own."),
       member("days_off", &C::days_off).says("Days of the week without work; 0 is Sunday."),
       told<C>("opens", [](C const& one) { return as_clock(one.hours, one.hours.opens); }).says("Such as 08:30; empty: around the clock."),
       told<C>("closes", [](C const& one) { return as_clock(one.hours, one.hours.closes); }),
       member("holidays", &C::holidays).says("Of a department: beside the city's.")}};
  return record;
}

namespace api {
namespace {

std::string asked_department(Call const& call) {
  auto const word = call.path_value("department");
  return word == whole_city ? std::string{} : std::string{word};
}

DepartmentCalendar asked_calendar(Call const& call) {
  auto const all = calendars(call.view());
  auto const found = std::find_if(all.begin(), all.end(), [&](auto const& one) { return one.department == asked_department(call); });
  if (found == all.end()) throw not_found(_("This department works as the whole city does."));
  return *found;
}

bool has_services(Call const& call, std::string_view department) {
  auto const definitions = call.city.definitions.get();
  auto const all = definitions->current();
  return std::any_of(all.begin(), all.end(), [&](auto const& definition) { return definition->owner == department; });
}

std::optional<std::chrono::minutes> minutes_in(std::string_view text) {
  auto const digit = [&](std::size_t at) { return text[at] >= '0' && text[at] <= '9'; };
  if (text.size() != 5 || text[2] != ':' || !digit(0) || !digit(1) || !digit(3) || !digit(4)) return {};
  auto const minutes = ((text[0] - '0') * 10 + text[1] - '0') * 60 + (text[3] - '0') * 10 + text[4] - '0';
  return minutes < 24 * 60 && text[3] < '6' ? std::optional{std::chrono::minutes{minutes}} : std::nullopt;
}

OfficeHours hours_in(CalendarBody const& body, std::vector<FieldError>& faults) {
  if (body.opens.empty() && body.closes.empty()) return {};
  auto const opens = minutes_in(body.opens), closes = minutes_in(body.closes);
  if (!opens) faults.push_back({"opens", "malformed", _("Write a time of the day like 08:30.")});
  if (!closes) faults.push_back({"closes", "malformed", _("Write a time of the day like 08:30.")});
  if (opens && closes && *opens >= *closes) faults.push_back({"closes", "order", _("Closing time must be after opening time.")});
  return opens && closes ? OfficeHours{*opens, *closes} : OfficeHours{};
}

DepartmentCalendar written(std::string department, CalendarBody const& body) {
  std::vector<FieldError> faults;
  DepartmentCalendar calendar{.department = std::move(department), .days_off = {}, .hours = hours_in(body, faults)};
  std::set<int> const days{body.days_off.begin(), body.days_off.end()};
  if (!days.empty() && (*days.begin() < 0 || *days.rbegin() > 6))
    faults.push_back({"days_off", "range", _("Days of the week are 0 to 6; 0 is Sunday.")});
  calendar.days_off.assign(days.begin(), days.end());
  for (auto const& [text, name] : body.holidays) {
    auto const date = parse_date(text);
    if (date) add_holiday(calendar, {*date, shorten(without_control_characters(trim(name)), 100)});
    else faults.push_back({"holidays", "malformed", _("Write a date like 2027-01-01.")});
  }
  if (!faults.empty()) throw invalid_fields(std::move(faults));
  return calendar;
}

ListPage<DepartmentCalendar> list_calendars(Call& call) { return {.items = calendars(call.view())}; }
DepartmentCalendar show_calendar(Call& call) { return asked_calendar(call); }
DepartmentCalendar put_calendar(Call& call, CalendarBody const& body) {
  auto const department = asked_department(call);
  if (!department.empty() && !has_services(call, department)) throw not_found(_("No service belongs to this department."));
  auto const calendar = written(department, body);
  auto unit = call.unit();
  save_calendar(unit, calendar);
  return calendar;
}
void delete_calendar(Call& call) {
  auto unit = call.unit();
  remove_calendar(unit, asked_department(call));
}

}  // namespace

Record<HolidayBody> const& body_record(HolidayBody const*) {
  using B = HolidayBody;
  static Record<B> const record{
      "HolidayInput", {member("date", &B::date).required().least(10).most(10).says("2027-01-01"), member("name", &B::name).most(100)}};
  return record;
}
Record<CalendarBody> const& body_record(CalendarBody const*) {
  using B = CalendarBody;
  static Record<B> const record{
      "CalendarInput",
      {member("days_off", &B::days_off).required().most(7).says("Days of the week without work; 0 is Sunday."),
       member("opens", &B::opens).most(5).says("Such as 08:30; with neither time the office works around the clock."),
       member("closes", &B::closes).most(5), member("holidays", &B::holidays).most(500)}};
  return record;
}

std::vector<Route> calendar_routes() {
  using enum Method;
  constexpr std::string_view group = "Calendars";
  constexpr std::string_view path = "/api/v1/calendars/{department}";
  return {endpoint<list_calendars>(GET, "/api/v1/calendars", "admin.settings", {group, _("When the city and its departments work")}),
          endpoint<show_calendar>(GET, path, "admin.settings", {group, _("One calendar"), "`city-wide` is the city's own."}),
          endpoint<put_calendar>(PUT, path, "admin.settings",
                                 {group, _("Make or change a calendar"),
                                  "Due times that are counted from now on follow it; those that were promised stay."}),
          endpoint<delete_calendar>(DELETE, path, "admin.settings", {group, _("Let a department work as the city does")})};
}

}  // namespace api
}  // namespace cityhall
