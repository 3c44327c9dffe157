#include <algorithm>
#include <set>

#include "base/text.h"
#include "kernel/accounts/account.h"
#include "kernel/city.h"
#include "kernel/definitions/definition_set.h"
#include "kernel/directory/directory.h"
#include "kernel/health/health.h"
#include "kernel/places/address_index.h"
#include "kernel/places/zone.h"
#include "kernel/settings/calendars.h"

namespace cityhall {
namespace {

using Lacking = std::vector<Finding>;

void look_at_border(City const& city, Lacking& findings) {
  if (city.zones.get()->has_layer(city_layer) || city.settings.get()->north) return;
  findings.push_back({Health::bad, _("The city has no border: it takes reports from anywhere in the world."),
                      _("Import its border as the layer city on the page Map data, or set the outer bounds on the page Settings."),
                      "/admin/zones"});
}

/// The queues whose requests go to a crew by themselves. Of a queue that is named by a zone: "parks/…" for all of them.
std::set<std::string> queues_of_crews(DefinitionSet const& definitions) {
  std::set<std::string> queues;
  for (auto const& definition : definitions.current())
    for (auto const& rule : definition->route) {
      if (!rule.dispatch) continue;
      auto const& text = rule.queue.text;
      if (text.empty()) queues.insert(definition->owner);
      else if (auto const open = text.find('{'); open == std::string::npos) queues.insert(text);
      else queues.insert(text.substr(0, open) + "…");
    }
  return queues;
}

bool has_crew(Directory const& directory, std::string_view queue) {
  constexpr std::string_view any_zone = "…";
  bool const by_zone = queue.ends_with(any_zone);
  auto const begin = by_zone ? queue.substr(0, queue.size() - any_zone.size()) : queue;
  return std::any_of(directory.crews().begin(), directory.crews().end(), [&](Crew const& crew) {
    return crew.active && std::any_of(crew.queues.begin(), crew.queues.end(), [&](std::string const& pattern) {
             return by_zone ? pattern == "*" || pattern.starts_with(begin) : queue_matches(pattern, queue);
           });
  });
}

void look_at_crews(City const& city, Lacking& findings) {
  constexpr std::size_t named_most = 5;
  auto const directory = city.directory.get();
  std::vector<std::string> lonely;
  for (auto const& queue : queues_of_crews(*city.definitions.get()))
    if (!has_crew(*directory, queue)) lonely.push_back(queue);
  if (lonely.empty()) return;
  auto const count = static_cast<long>(lonely.size());
  if (lonely.size() > named_most) {
    lonely.resize(named_most);
    lonely.emplace_back("…");
  }
  auto const health = directory->crews().empty() ? Health::bad : Health::warning;
  findings.push_back({health,
                      _n("Services send work to {count} queue that no crew serves: {queues}.",
                         "Services send work to {count} queues that no crew serves: {queues}.", count)
                          .with("queues", join(lonely, ", ")),
                      _("Add crews on the page Crews and queues, and say which queues they serve."), "/admin/crews"});
}

void look_at_addresses(View const& view, Lacking& findings) {
  if (address_count(view) > 0) return;
  findings.push_back({Health::warning, _("The city knows no addresses: people must find every place on the map."),
                      _("Import them on the page Map data, or take them from OpenStreetMap with: cityhall import osm."), "/admin/zones"});
}

void look_at_holidays(View const& view, Time now, Lacking& findings) {
  constexpr std::chrono::days one_year{365};
  auto const today = std::chrono::sys_days{std::chrono::floor<std::chrono::days>(now)};
  auto const all = calendars(view);
  auto const& holidays = all.front().holidays;
  bool const known = std::any_of(holidays.begin(), holidays.end(), [&](Holiday const& holiday) {
    return std::chrono::sys_days{holiday.date} >= today && std::chrono::sys_days{holiday.date} < today + one_year;
  });
  if (known) return;
  findings.push_back({Health::warning,
                      _("The calendar has no holiday in the next twelve months: due times count every one as a day of work."),
                      _("Enter them on the page Calendars, or take them from an iCalendar file."), "/admin/calendars"});
}

void look_at_mail_server(City const& city, Lacking& findings) {
  if (!city.settings.get()->mail.smtp_url.empty()) return;
  findings.push_back({Health::warning, _("No mail server is set; mail waits."), _("Set it on the page Settings."), "/admin/settings"});
}

void look_at_administrators(View const& view, Lacking& findings) {
  auto const all = accounts(view, {.kind = AccountKind::staff, .role = "administrator"});
  auto const active = std::count_if(all.begin(), all.end(), [](Account const& account) { return !account.disabled; });
  if (active == 0)
    findings.push_back({Health::bad, _("Nobody can administer this city."),
                        _("Run: cityhall user add EMAIL --name NAME --roles administrator"), "/admin/users"});
  if (active == 1)
    findings.push_back({Health::warning, _("Only one person can administer this city."),
                        _("Give the role to a second one, for holidays and accidents."), "/admin/users"});
}

}  // namespace

std::vector<Finding> examine_setup(View const& view, Time now) {
  require(view.actor, "admin.settings");
  auto const looker = system_actor("health");
  View const all{view.city, view.reader, looker};
  Lacking findings;
  look_at_border(view.city, findings);
  look_at_crews(view.city, findings);
  look_at_mail_server(view.city, findings);
  look_at_administrators(all, findings);
  look_at_addresses(all, findings);
  look_at_holidays(all, now, findings);
  std::stable_sort(findings.begin(), findings.end(), [](Finding const& a, Finding const& b) { return a.health > b.health; });
  return findings;
}

}  // namespace cityhall
