#include "services/portal/closures.h"

#include "base/refusal.h"
#include "kernel/settings/calendars.h"
#include "services/page/dates.h"
#include "services/page/page.h"
#include "services/page/parts.h"
#include "standards/ical_write.h"

namespace cityhall {
namespace {

using namespace web;
using namespace web::tag;

Date today_of(Call const& call) { return call.city.zone().date_of(call.now); }

std::vector<Holiday> closures_from(Call const& call, Date first) {
  auto days = city_holidays(call.view());
  std::erase_if(days, [&](Holiday const& day) { return day.date < first; });
  return days;
}

Html closing_day(Call const& call, Holiday const& day) {
  return li(tag::time(datetime(to_iso(day.date)), long_date(day.date, call.language)), day.name.empty() ? "" : ": ", day.name);
}

/// "https://fairhaven.example:8443" → "fairhaven.example"
std::string host_of(std::string const& base) {
  auto const start = base.find("://");
  auto const host = start == std::string::npos ? base : base.substr(start + 3);
  return host.substr(0, host.find_first_of(":/"));
}

}  // namespace

Response show_closures(Call& call) {
  auto const days = closures_from(call, today_of(call));
  auto const list = days.empty() ? p(_("The city has not named any days yet."))
                                 : group(ul(cls("links"), each(days, [&](Holiday const& day) { return closing_day(call, day); })),
                                         p(a(href("/closures.ics"), _("Put them into your calendar")), span(cls("soft"), " (iCalendar)")));
  return page(call, {.title = _("Days when we are closed"),
                     .content = div(cls("read"), h1(_("Days when we are closed")),
                                    p(cls("lead"), _("On these days city hall is closed, and business days do not count.")), list),
                     .current = "/closures",
                     .description = call.text(_("The days on which city hall is closed."))});
}

Response show_closures_calendar(Call& call) {
  auto const a_year_ago = Date{std::chrono::sys_days{today_of(call)} - std::chrono::days{366}};
  std::vector<standards::CalendarDay> days;
  for (auto const& day : closures_from(call, a_year_ago))
    days.push_back({day.date, day.name.empty() ? call.text(_("City hall is closed"))
                                               : call.text(_("City hall is closed: {day}").with("day", day.name))});
  if (days.empty()) throw not_found(_("The city has not named any days yet."));
  auto const settings = call.city.settings.get();
  auto const name = settings->name + ": " + call.text(_("Days when we are closed"));
  auto const host = host_of(settings->base_url);
  auto response =
      web::text(standards::write_calendar_days({.name = name, .host = host, .language = call.language, .made_at = call.now}, days));
  response.headers.set("Content-Type", "text/calendar; charset=utf-8");
  set_download_name(response, "closures.ics");
  return response;
}

}  // namespace cityhall
