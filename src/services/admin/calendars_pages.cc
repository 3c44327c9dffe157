#include "services/admin/calendars_pages.h"

#include <array>

#include <fmt/format.h>

#include "base/text.h"
#include "kernel/city.h"
#include "kernel/directory/directory.h"
#include "services/page/parts.h"

namespace cityhall {
namespace {

using namespace web;
using namespace web::tag;

std::array<Message, 7> weekday_names() {
  return {_("Sunday"), _("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday")};
}

std::string clock_text(std::chrono::minutes time) {
  auto const minutes = time.count() % (24 * 60);
  return fmt::format("{:02}:{:02}", minutes / 60, minutes % 60);
}

Text name_words(Call const& call, std::string_view department) {
  if (department.empty()) return _("The whole city");
  return call.city.directory.get()->title_of(department, call.language);
}

Html hours_words(OfficeHours const& hours) {
  if (hours.all_day()) return group(_("Around the clock"));
  return group(clock_text(hours.opens), "–", clock_text(hours.closes));
}

Html days_off_words(DepartmentCalendar const& calendar) {
  auto const names = weekday_names();
  Html words;
  for (auto const day : calendar.days_off) words += group(words.empty() ? "" : ", ", names.at(static_cast<std::size_t>(day)));
  return words.empty() ? group(_("None")) : words;
}

Html calendar_row(Call const& call, DepartmentCalendar const& calendar) {
  auto const name = name_words(call, calendar.department).html();
  auto const days = _n("{count} holiday", "{count} holidays", static_cast<long>(calendar.holidays.size()));
  return tr(td(cls("what"), a(href("/admin/calendars/" + calendar_word(calendar.department)), name)), td(hours_words(calendar.hours)),
            td(span(cls("soft"), _("Off:")), " ", days_off_words(calendar)), td(days));
}

std::string days_value(std::vector<int> const& days) {
  std::string text;
  for (auto const day : days) text += std::to_string(day) + "\n";
  return text;
}

Html calendar_form(Call const& call, CalendarView const& view) {
  auto const* entered = &view.told.entered;
  std::vector<web::Option> days;
  for (int day = 0; day < 7; ++day) days.push_back({std::to_string(day), weekday_names().at(static_cast<std::size_t>(day))});
  auto const& hours = view.calendar.hours;
  return post_form(
      {.action = "/admin/calendars/" + calendar_word(view.calendar.department), .csrf_token = call.csrf_token, .css_class = "panel"},
      checkboxes_field(
          {.name = "days_off", .label = _("Days without work"), .entered = entered, .value = days_value(view.calendar.days_off)}, days),
      p(cls("hint"), _("Both empty: around the clock. What comes in outside the hours counts from the next opening.")),
      div(cls("row"),
          input_field({.name = "opens",
                       .label = _("Opens"),
                       .entered = entered,
                       .value = hours.all_day() ? "" : clock_text(hours.opens),
                       .type = "time"}),
          input_field({.name = "closes",
                       .label = _("Closes"),
                       .entered = entered,
                       .value = hours.all_day() ? "" : clock_text(hours.closes),
                       .type = "time"})),
      textarea_field({.name = "holidays",
                      .label = _("Holidays"),
                      .hint = view.calendar.department.empty()
                                  ? hint(_("A date and a name on each line, such as 2027-07-05 Independence Day."))
                                  : hint(_("Beside the city's. A date and a name on each line.")),
                      .entered = entered,
                      .value = to_lines(view.calendar.holidays),
                      .attributes = {cls("tall")}}),
      submit(_("Save the calendar")));
}

Html holidays_form(Call const& call, CalendarView const& view) {
  return details(cls("act"), summary(_("Take holidays from a calendar file")),
                 post_form({.action = "/admin/calendars/" + calendar_word(view.calendar.department) + "/imports",
                            .csrf_token = call.csrf_token,
                            .files = true},
                           file_field({.name = "file",
                                       .label = _("iCalendar file (.ics)"),
                                       .hint = hint(_("Its days are added to those above.")),
                                       .entered = &view.told.entered,
                                       .required = true}),
                           submit(_("Add the days"))));
}

}  // namespace

std::string calendar_word(std::string_view department) { return department.empty() ? "city-wide" : std::string{department}; }

Response calendars_page(Call const& call, CalendarsView const& view) {
  std::vector<web::Option> options;
  for (auto const& department : view.departments) options.push_back({department, name_words(call, department)});
  auto const fresh =
      options.empty()
          ? nothing()
          : section(
                h2(_("A department that works at other times")),
                post_form({.action = "/admin/calendars", .csrf_token = call.csrf_token, .css_class = "panel"},
                          select_field({.name = "department", .label = _("Department"), .entered = &view.told.entered, .required = true},
                                       options),
                          submit(_("Give it a calendar"))));
  auto const content =
      group(told_strip(call, view.told),
            p(cls("hint"),
              _("Due times in business days skip these days and count within these hours. Promises that were given stay as they are.")),
            office_table(_("Calendars"), {_("For"), _("Hours"), _("Days without work"), _("Holidays")},
                         each(view.calendars, [&](DepartmentCalendar const& calendar) { return calendar_row(call, calendar); }),
                         TableShape::cards),
            fresh);
  return office_page(call, {.title = _("Calendars"), .content = content, .path = "/admin/calendars"}, view.told.status);
}

Response calendar_page(Call const& call, CalendarView const& view) {
  auto const removal = view.calendar.department.empty() ? nothing()
                                                        : act_button(call, "/admin/calendars/" + view.calendar.department + "/removal",
                                                                     _("Work as the whole city does"), "button danger");
  auto const content = group(
      told_strip(call, view.told),
      div(cls("read"), p(sentence(_("What comes in now and has three business days is due on {time}."), {{"time", strong(view.example)}})),
          calendar_form(call, view), holidays_form(call, view), removal, p(a(href("/admin/calendars"), _("All calendars")))));
  return office_page(call, {.title = name_words(call, view.calendar.department), .content = content, .path = "/admin/calendars"},
                     view.told.status);
}

}  // namespace cityhall
