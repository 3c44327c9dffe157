#include <algorithm>
#include <span>

#include "base/json.h"
#include "base/refusal.h"
#include "base/text.h"
#include "kernel/city.h"
#include "kernel/events/event.h"
#include "kernel/settings/calendars.h"
#include "kernel/settings/settings_store.h"
#include "store/transaction.h"

namespace cityhall {
namespace {

constexpr std::size_t holidays_most = 500;

std::string joined(std::vector<int> const& days) {
  std::string text;
  for (auto const day : days) text += (text.empty() ? "" : ",") + std::to_string(day);
  return text;
}

std::vector<int> days_from(std::string_view text) {
  std::vector<int> days;
  for (auto const part : split(text, ','))
    if (part.size() == 1 && part.front() >= '0' && part.front() <= '6') days.push_back(part.front() - '0');
  return days;
}

/// The stored lines were checked when they were written: what cannot be read is left out.
std::vector<Holiday> stored_holidays(std::string_view text) {
  std::vector<Holiday> holidays;
  for (auto const line : split(text, '\n'))
    if (auto const date = parse_date(line.substr(0, 10))) holidays.push_back({*date, std::string{trim(line.substr(10))}});
  return holidays;
}

/// A city that never opened its calendar has its holidays in the settings alone; they stay in force until the calendar is saved.
void add_from_settings(DepartmentCalendar& city, Settings const& settings) {
  for (auto const& text : settings.holidays)
    if (auto const date = parse_date(text)) add_holiday(city, {*date, {}});
}

/// The city's first.
std::vector<DepartmentCalendar> stored(store::Reader& reader, Settings const& settings) {
  std::vector<DepartmentCalendar> found;
  for (auto const row : reader.query(R"sql(SELECT department, days_off, opens, closes, holidays FROM calendars ORDER BY department)sql"))
    found.push_back({row.get<std::string>(0),
                     days_from(row.get<std::string_view>(1)),
                     {std::chrono::minutes{row.get<int>(2)}, std::chrono::minutes{row.get<int>(3)}},
                     stored_holidays(row.get<std::string_view>(4))});
  if (found.empty() || !found.front().department.empty()) found.insert(found.begin(), DepartmentCalendar{});
  add_from_settings(found.front(), settings);
  return found;
}

BusinessCalendar made(DepartmentCalendar const& calendar, Settings const& settings, std::vector<Date> holidays) {
  for (auto const& holiday : calendar.holidays) holidays.push_back(holiday.date);
  std::vector<std::chrono::weekday> weekend;
  for (auto const day : calendar.days_off) weekend.emplace_back(static_cast<unsigned>(day));
  return BusinessCalendar{TimeZone{settings.time_zone}, std::move(holidays), std::move(weekend), calendar.hours};
}

void check(DepartmentCalendar const& calendar) {
  std::vector<FieldError> faults;
  auto const& name = calendar.department;
  if (name.size() > 80 || name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-_") != std::string::npos)
    faults.push_back({"department", "malformed", _("A department is named as in service files: small letters, digits and hyphens.")});
  if (calendar.days_off.size() > 6) faults.push_back({"days_off", "all", _("There must be at least one day of work in a week.")});
  for (auto const time : {calendar.hours.opens, calendar.hours.closes})
    if (time < std::chrono::minutes{0} || time > std::chrono::hours{24})
      faults.push_back({"opens", "range", _("Write a time of the day.")});
  if (calendar.hours.opens > calendar.hours.closes) faults.push_back({"closes", "order", _("Closing time must be after opening time.")});
  if (calendar.holidays.size() > holidays_most)
    faults.push_back({"holidays", "too_many", _("Keep at most {most} days.").with("most", std::to_string(holidays_most))});
  if (!faults.empty()) throw invalid_fields(std::move(faults));
}

void take_effect(Unit& unit) {
  unit.tx.after_commit([&city = unit.city, fresh = load_calendar(unit.tx, *unit.city.settings.get())] { city.calendar.set(fresh); });
}

}  // namespace

std::shared_ptr<BusinessCalendar const> load_calendar(store::Reader& reader, Settings const& settings) {
  auto const all = stored(reader, settings);
  std::vector<Date> of_city;
  for (auto const& holiday : all.front().holidays) of_city.push_back(holiday.date);
  std::map<std::string, BusinessCalendar, std::less<>> departments;
  for (auto const& each : std::span{all}.subspan(1)) departments.emplace(each.department, made(each, settings, of_city));
  return std::make_shared<BusinessCalendar const>(made(all.front(), settings, {}).with_departments(std::move(departments)));
}

std::vector<DepartmentCalendar> calendars(View const& view) {
  require(view.actor, "admin.settings");
  return stored(view.reader, *view.city.settings.get());
}

std::vector<Holiday> city_holidays(View const& view) { return stored(view.reader, *view.city.settings.get()).front().holidays; }

DepartmentCalendar calendar_for(View const& view, std::string_view department) {
  auto const all = calendars(view);
  auto const found = std::find_if(all.begin(), all.end(), [&](DepartmentCalendar const& each) { return each.department == department; });
  if (found != all.end()) return *found;
  auto like_city = all.front();
  like_city.department = department;
  like_city.holidays.clear();
  return like_city;
}

void save_calendar(Unit& unit, DepartmentCalendar const& calendar) {
  require(unit.actor, "admin.settings");
  check(calendar);
  unit.tx.run(R"sql(INSERT INTO calendars (department, days_off, opens, closes, holidays, changed_at) VALUES ($1, $2, $3, $4, $5, $6)
                    ON CONFLICT (department) DO UPDATE SET days_off = excluded.days_off, opens = excluded.opens, closes = excluded.closes,
                      holidays = excluded.holidays, changed_at = excluded.changed_at)sql",
              calendar.department, joined(calendar.days_off), calendar.hours.opens.count(), calendar.hours.closes.count(),
              to_lines(calendar.holidays), unit.now);
  append(unit, "calendar.saved", {}, Json{{"department", calendar.department}, {"holidays", calendar.holidays.size()}});
  auto settings = *unit.city.settings.get();
  bool const moved = calendar.department.empty() && !settings.holidays.empty();
  settings.holidays.clear();
  if (moved) change_settings(unit, settings);  // they stand in the calendar now, and may have been taken out of it
  else take_effect(unit);
}

void remove_calendar(Unit& unit, std::string_view department) {
  require(unit.actor, "admin.settings");
  if (unit.tx.run(R"sql(DELETE FROM calendars WHERE department = $1)sql", department) == 0)
    throw not_found(_("This department works as the whole city does."));
  append(unit, "calendar.removed", {}, Json{{"department", department}});
  take_effect(unit);
}

void add_holiday(DepartmentCalendar& calendar, Holiday holiday) {
  auto& all = calendar.holidays;
  auto const place = std::lower_bound(all.begin(), all.end(), holiday.date, [](Holiday const& a, Date date) { return a.date < date; });
  if (place != all.end() && place->date == holiday.date) return;
  all.insert(place, std::move(holiday));
}

std::vector<Holiday> read_holidays(std::string_view text) {
  std::vector<Holiday> holidays;
  std::vector<FieldError> faults;
  for (auto const line : split(text, '\n')) {
    auto const clean = trim(line);
    if (clean.empty()) continue;
    auto const date = parse_date(clean.substr(0, 10));
    if (date)
      holidays.push_back({*date, shorten(without_control_characters(trim(clean.substr(std::min<std::size_t>(10, clean.size())))), 100)});
    else
      faults.push_back(
          {"holidays", "malformed", _("“{line}” does not begin with a date like 2027-01-01.").with("line", shorten(clean, 60))});
  }
  if (!faults.empty()) throw invalid_fields(std::move(faults));
  std::sort(holidays.begin(), holidays.end(), [](Holiday const& a, Holiday const& b) { return a.date < b.date; });
  return holidays;
}

std::string to_lines(std::vector<Holiday> const& holidays) {
  std::string text;
  for (auto const& holiday : holidays) text += to_iso(holiday.date) + (holiday.name.empty() ? "" : " " + holiday.name) + "\n";
  return text;
}

}  // namespace cityhall
