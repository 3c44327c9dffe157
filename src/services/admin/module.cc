#include "services/admin/module.h"

#include "kernel/definitions/definitions_store.h"
#include "services/admin/calendars_handlers.h"
#include "services/admin/crews_handlers.h"
#include "services/admin/events_handlers.h"
#include "services/admin/health_handlers.h"
#include "services/admin/keys_handlers.h"
#include "services/admin/mail_handlers.h"
#include "services/admin/roles_handlers.h"
#include "services/admin/notices_preview.h"
#include "services/admin/services_handlers.h"
#include "services/admin/settings_handlers.h"
#include "services/admin/start_handlers.h"
#include "services/admin/users_handlers.h"
#include "services/admin/versions_handlers.h"
#include "services/admin/wordings_handlers.h"
#include "services/admin/zones_handlers.h"

namespace cityhall {
namespace {

using enum web::Method;

constexpr std::size_t map_body_max = 31'000'000;     // a file of 30 MB and its form
constexpr std::size_t service_body_max = 2'500'000;  // 512 KB of JSON, every byte of it escaped

bool whatever_the_channel(Definition const&) { return true; }

Route look(std::string_view path, std::string_view permission, RouteHandler handler, Message summary) {
  return {.method = GET, .path = path, .permission = permission, .access = Access::read, .handler = handler, .summary = std::move(summary)};
}

/// A change; what is refused is shown again by `again`.
struct SettingChange {
  RouteHandler handler;
  RefusalHandler again;
};
Route change(std::string_view path, std::string_view permission, SettingChange const& done, Message summary) {
  return {.method = POST,
          .path = path,
          .permission = permission,
          .access = Access::write,
          .handler = done.handler,
          .summary = std::move(summary),
          .redisplay = done.again};
}

/// Takes a map file. Runs apart, in units of its own, behind what residents send.
Route import(std::string_view path, RouteHandler handler, Message summary) {
  return {.method = POST,
          .path = path,
          .permission = "admin.zones",
          .access = Access::apart,
          .handler = handler,
          .summary = std::move(summary),
          .body_bytes_max = map_body_max,
          .redisplay = zones_again};
}

std::vector<Route> people_routes() {
  return {
      look("/admin/users", "admin.accounts", show_users, _("The people who may sign in")),
      look("/admin/users/new", "admin.accounts", show_new_user, _("Where a person is added")),
      change("/admin/users", "admin.accounts", {create_user, create_user_again}, _("Add a person; shows the invitation link once")),
      look("/admin/users/{user}", "admin.accounts", show_user, _("One person")),
      change("/admin/users/{user}/name", "admin.accounts", {rename_user, user_again}, _("Change a person's name")),
      change("/admin/users/{user}/roles", "admin.accounts", {change_user_roles, user_again}, _("Change a person's roles")),
      change("/admin/users/{user}/crew", "admin.accounts", {change_user_crew, user_again}, _("Put a person into a crew")),
      change("/admin/users/{user}/disabling", "admin.accounts", {disable_user, user_again}, _("Disable an account")),
      change("/admin/users/{user}/enabling", "admin.accounts", {enable_user, user_again}, _("Enable an account")),
      change("/admin/users/{user}/links", "admin.accounts", {create_user_link, user_again}, _("Make a sign-in link; shows it once")),
      change("/admin/users/{user}/session-endings", "admin.accounts", {end_user_sessions, user_again}, _("Sign a person out everywhere")),
      change("/admin/users/{user}/second-factor-removal", "admin.accounts", {remove_user_factor, user_again},
             _("Remove a person's second factor"))};
}

std::vector<Route> role_routes() {
  return {look("/admin/roles", "admin.roles", show_roles, _("Roles and what they may do")),
          change("/admin/roles", "admin.roles", {create_role, create_role_again}, _("Add a role")),
          look("/admin/roles/{role}", "admin.roles", show_role, _("One role")),
          change("/admin/roles/{role}", "admin.roles", {change_role, role_again}, _("Change what a role may do")),
          change("/admin/roles/{role}/removal", "admin.roles", {delete_role, role_again}, _("Remove a role"))};
}

std::vector<Route> crew_routes() {
  return {look("/admin/crews", "admin.crews", show_crews, _("Crews and queues")),
          look("/admin/crews/new", "admin.crews", show_new_crew, _("Where a crew is added")),
          change("/admin/crews", "admin.crews", {create_crew, crew_again}, _("Add a crew")),
          look("/admin/crews/{crew}", "admin.crews", show_crew, _("One crew")),
          change("/admin/crews/{crew}", "admin.crews", {change_crew, crew_again}, _("Change a crew, its queues and zones")),
          change("/admin/crews/{crew}/members", "admin.accounts", {add_crew_member, crew_again}, _("Put somebody into a crew")),
          change("/admin/crews/{crew}/members/{account}/removal", "admin.accounts", {remove_crew_member, crew_again},
                 _("Take somebody out of a crew")),
          change("/admin/queues", "admin.crews", {name_queue, name_queue_again}, _("Name a queue"))};
}

std::vector<Route> service_routes() {
  auto check = change("/admin/service-check", "admin.services", {check_service, bench_again}, _("Check a service file; changes nothing"));
  check.access = Access::read;
  auto publish = change("/admin/service-publications", "admin.services", {publish_service, bench_again}, _("Publish a service file"));
  check.body_bytes_max = publish.body_bytes_max = service_body_max;
  return {look("/admin/services", "admin.services", show_office_services, _("All services with their versions")),
          look("/admin/services/{service}", "admin.services", show_office_service, _("One service: versions, file, faults")),
          look("/admin/services/{service}/comparison", "admin.services", show_comparison, _("Two versions of a service side by side")),
          change("/admin/services/{service}/rollbacks", "admin.services", {roll_back_service, nullptr},
                 _("Publish an older version of a service again")),
          change("/admin/services/{service}/retirement", "admin.services", {retire_service, nullptr}, _("Retire a service")),
          look("/admin/service-check", "admin.services", show_bench, _("Where a service file is checked and published")),
          std::move(check),
          std::move(publish)};
}

std::vector<Route> calendar_routes() {
  auto import_file = change("/admin/calendars/{department}/imports", "admin.settings", {import_holidays, calendar_again},
                            _("Take holidays from an iCalendar file"));
  import_file.body_bytes_max = 1'000'000;
  return {look("/admin/calendars", "admin.settings", show_calendars, _("When the city and its departments work")),
          change("/admin/calendars", "admin.settings", {create_calendar, calendars_again}, _("Give a department a calendar of its own")),
          look("/admin/calendars/{department}", "admin.settings", show_calendar, _("One calendar")),
          change("/admin/calendars/{department}", "admin.settings", {change_calendar, calendar_again}, _("Change a calendar")),
          std::move(import_file),
          change("/admin/calendars/{department}/removal", "admin.settings", {delete_calendar, calendar_again},
                 _("Remove a department's calendar"))};
}

std::vector<Route> map_routes() {
  return {look("/admin/zones", "admin.zones", show_zones, _("Zones, streets, addresses, parcels, assets")),
          import("/admin/zones", replace_layer, _("Replace a layer of zones by a GeoJSON file")),
          look("/admin/zones/{layer}", "admin.zones", show_layer, _("One layer of zones and what counts on it")),
          change("/admin/zones/{layer}/name", "admin.zones", {rename_layer, layer_again}, _("Rename a layer of zones")),
          change("/admin/zones/{layer}/removal", "admin.zones", {remove_layer, layer_again}, _("Remove a layer of zones")),
          import("/admin/streets", replace_streets, _("Replace the streets by a GeoJSON file")),
          import("/admin/addresses", add_addresses, _("Add addresses from a CSV file")),
          import("/admin/parcels", replace_parcels, _("Replace the parcels by a GeoJSON file")),
          import("/admin/assets", import_asset_list, _("Bring in a list of assets from a CSV or GeoJSON file"))};
}

std::vector<Route> upkeep_routes() {
  auto preview = change("/admin/wordings/{template}/{language}/preview", "admin.notices", {preview_wording_text, wording_again},
                        _("Show a mail as it would be; changes nothing"));
  preview.access = Access::read;
  auto connections = change("/admin/health/connections", "admin.settings", {try_connections, nullptr},
                            _("Try the mail server and the site's own address; changes nothing"));
  connections.access = Access::apart;  // waits for the network
  return {look("/admin", "admin.office", show_office, _("The administrators' start page")),
          change("/admin/first-steps/dismissal", "admin.settings", {dismiss_first_steps, nullptr}, _("Hide the list of first steps")),
          change("/admin/parked-events/retries", "admin.settings", {retry_parked, nullptr}, _("Try failed events again")),
          look("/admin/keys", "admin.keys", show_keys, _("API keys")),
          change("/admin/keys", "admin.keys", {create_key, keys_again}, _("Make an API key; shows it once")),
          change("/admin/keys/{key}/disabling", "admin.keys", {disable_key, keys_again}, _("Disable an API key")),
          look("/admin/settings", "admin.settings", show_settings, _("The city's settings and their history")),
          change("/admin/settings", "admin.settings", {save_settings, settings_again}, _("Change the settings")),
          change("/admin/settings/changes/{change}/undoing", "admin.settings", {undo_settings, settings_again},
                 _("Undo a change of the settings")),
          look("/admin/notices", "admin.notices", show_notices, _("Mail by state")),
          change("/admin/notices/{notice}/sending", "admin.notices", {send_notice_again, notices_again}, _("Send a mail again")),
          look("/admin/events", "admin.audit", show_events, _("The audit trail")),
          look("/admin/events.csv", "admin.audit", export_events, _("The audit trail as CSV")),
          look("/admin/wordings", "admin.notices", show_wordings, _("The words of mails")),
          look("/admin/wordings/{template}/{language}", "admin.notices", show_wording, _("The words of one mail in one language")),
          change("/admin/wordings/{template}/{language}", "admin.notices", {save_wording, wording_again}, _("Change the words of a mail")),
          std::move(preview),
          change("/admin/wordings/{template}/{language}/reset", "admin.notices", {reset_wording_text, wording_again},
                 _("Back to the shipped words of a mail")),
          look("/admin/health", "admin.settings", show_health_report, _("What is wrong with this installation, and the remedy")),
          std::move(connections)};
}

std::vector<Route> all_routes() {
  auto routes = upkeep_routes();
  for (auto&& more : {people_routes(), role_routes(), crew_routes(), service_routes(), map_routes(), calendar_routes()})
    routes.insert(routes.end(), more.begin(), more.end());
  return routes;
}

}  // namespace

Module admin_module() {
  return {.name = "admin",
          .title = _("Administration"),
          .permissions = {{"admin.office", _("Enter the administrators' pages"), {"administrator", "manager"}},
                          {"admin.accounts", _("Add people, change their roles, disable accounts"), {"administrator"}},
                          {"admin.roles", _("Change what roles may do"), {"administrator"}},
                          {"admin.crews", _("Change crews and name queues"), {"administrator"}},
                          {"admin.zones", _("Import zones, streets, addresses, parcels and assets"), {"administrator"}},
                          {"admin.keys", _("Make and disable API keys"), {"administrator"}},
                          {"admin.services", _("Publish and retire services"), {"administrator"}},
                          {"admin.settings", _("Change the settings"), {"administrator"}},
                          {"admin.notices", _("See mails and send them again"), {"administrator"}},
                          {"admin.audit", _("Read the audit trail"), {"administrator", "manager"}}},
          .publishes = {"account.created",
                        "account.disabled",
                        "account.enabled",
                        "account.roles_changed",
                        "account.crew_changed",
                        "account.renamed",
                        "account.link_made",
                        "account.password_set",
                        "account.second_factor_set",
                        "account.second_factor_removed",
                        "account.signed_in",
                        "role.saved",
                        "role.removed",
                        "crew.saved",
                        "queue.saved",
                        "zones.removed",
                        "zones.renamed",
                        "zones.replaced",
                        "first_steps.hidden",
                        "landmarks.replaced",
                        "streets.replaced",
                        "addresses.imported",
                        "parcels.imported",
                        "api_key.created",
                        "api_key.disabled",
                        "definition.published",
                        "definition.rolled_back",
                        "definition.retired",
                        "settings.changed",
                        "notice.resent",
                        "wording.changed",
                        "wording.reset",
                        "calendar.saved",
                        "calendar.removed"},
          .routes = all_routes(),
          .jobs = {{"bring services into force", std::chrono::seconds{60}, bring_into_force}},
          .menu = {{_("Administration"), "/admin", "admin.office"}},
          .previews = {{"mails", _("Mails"), preview_notices, whatever_the_channel}}};
}

}  // namespace cityhall
