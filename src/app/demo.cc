#include "app/demo.h"

#include <iostream>

#include "app/catalogue.h"
#include "app/demo_history.h"
#include "app/setup.h"
#include "base/io.h"
#include "base/json.h"
#include "base/text.h"
#include "kernel/accounts/account.h"
#include "kernel/accounts/api_key.h"
#include "kernel/accounts/role.h"
#include "kernel/sign_in/sign_in.h"
#include "kernel/directory/directory.h"
#include "kernel/places/street.h"
#include "kernel/places/zone.h"
#include "kernel/run_unit.h"
#include "kernel/settings/settings_store.h"
#include "services/address_table.h"

namespace cityhall {
namespace {

struct DemoPerson {
  std::string_view role;
  std::string_view name;
  std::string_view email;
};
constexpr std::array demo_people{
    DemoPerson{"dispatcher", "Dana Whitlock", "dispatcher@fairhaven.example"}, DemoPerson{"crew", "Luis Ortega", "crew@fairhaven.example"},
    DemoPerson{"agent", "Ana Ruiz", "agent@fairhaven.example"}, DemoPerson{"manager", "Mo Keller", "manager@fairhaven.example"},
    DemoPerson{"administrator", "Ida Novak", "admin@fairhaven.example"}};
constexpr std::string_view demo_resident = "pat@fairhaven.example";

Settings demo_settings(std::uint16_t port) {
  Settings settings;
  settings.name = "Fairhaven";
  settings.base_url = "http://127.0.0.1:" + std::to_string(port);
  settings.time_zone = "America/Indiana/Indianapolis";
  settings.jurisdiction_id = "fairhaven.example";
  settings.email = "311@fairhaven.example";
  settings.address = "City Hall, 100 Main Street";
  settings.north = 40.0635;
  settings.south = 40.0205;
  settings.west = -86.1640;
  settings.east = -86.0920;
  settings.mail.from = "Fairhaven 311 <311@fairhaven.example>";
  settings.demo = true;
  return settings;
}

void make_places(City& city, Actor const& actor) {
  run_unit(city, actor, [](Unit& unit) { import_zones(unit, city_layer, catalogue_file("demo/city.geojson")); });
  run_unit(city, actor, [](Unit& unit) { import_zones(unit, "district", catalogue_file("demo/districts.geojson")); });
  run_unit(city, actor, [](Unit& unit) { import_zones(unit, "neighborhood", catalogue_file("demo/neighborhoods.geojson")); });
  run_unit(city, actor, [](Unit& unit) { import_streets(unit, catalogue_file("demo/streets.geojson")); });
  run_unit(city, actor, [](Unit& unit) { import_addresses(unit, demo_addresses()); });
}

Crew planned_crew(City& city, Json const& plan) {
  Crew crew{.name = plan.at("name"), .queues = plan.at("queues")};
  if (!plan.contains("districts")) return crew;
  for (auto const& district : plan.at("districts"))
    if (auto const* zone = city.zones.get()->find("district", district.get<std::string>())) crew.zones.push_back(zone->id);
  return crew;
}

/// Who does the work, and what the queues are called.
void make_crews(City& city, Actor const& actor) {
  auto const plans = *parse_json(catalogue_file("demo/crews.json"));
  for (auto const& plan : plans.at("crews")) run_unit(city, actor, [&](Unit& unit) { save_crew(unit, planned_crew(city, plan)); });
  run_unit(city, actor, [&](Unit& unit) {
    for (auto const* list : {"desks", "queues"})
      for (auto const& queue : plans.at(list)) save_queue(unit, {queue.at("queue"), queue.at("title")});
  });
}

void make_people(City& city, Actor const& actor) {
  auto const crews = city.directory.get();
  for (auto const& person : demo_people) {
    run_unit(city, actor, [&](Unit& unit) {
      NewAccount account{
          .email = std::string{person.email}, .name = std::string{person.name}, .language = "en", .roles = {std::string{person.role}}};
      if (person.role == "crew" && crews->crews().size() > 1) account.crew = crews->crews()[1].id;
      create_account(unit, account);
    });
  }
  run_unit(city, actor, [](Unit& unit) { resident_account(unit, demo_resident, "en"); });
}

AccountId account_of(City& city, std::string_view email) {
  return run_view(city, system_actor("demo"), [&](View const& view) {
    auto const found = find_account(view, email);
    return found ? found->id : AccountId{};
  });
}

}  // namespace

std::vector<Address> demo_addresses() { return read_address_table(standards::csv_text(catalogue_file("demo/addresses.csv"))).addresses; }

void found_demo(Process& process, std::uint16_t port, std::ostream& say) {
  auto const actor = system_actor("demo");
  say << "Making the demo city Fairhaven: settings and services" << std::endl;
  make_city(process, {.settings = demo_settings(port)});
  auto served = process.open(std::string{demo_slug});
  auto& city = served->city();
  say << "  zones, streets, addresses" << std::endl;
  make_places(city, actor);
  say << "  crews and people" << std::endl;
  make_crews(city, actor);
  make_people(city, actor);
}

void make_demo(Process& process, std::uint16_t port, int cases) {
  if (std::filesystem::exists(process.folder_of(demo_slug))) return;
  found_demo(process, port, std::cout);
  if (cases == 0) return;
  std::cout << "  six weeks of reports" << std::endl;
  auto served = process.open(std::string{demo_slug});
  make_demo_history(served->city(), demo_addresses(), cases);
}

DemoAccess demo_access(City& city) {
  DemoAccess access;
  auto const actor = system_actor("demo");
  auto const link_for = [&](std::string_view email) {
    auto const account = account_of(city, email);
    return sign_in_link_url(city, run_unit(city, actor, [&](Unit& unit) {
                              return make_sign_in_link(unit, account, LinkUse::demo, std::chrono::hours{24 * 30});
                            }));
  };
  for (auto const& person : demo_people) access.sign_in[std::string{person.role}] = link_for(person.email);
  access.sign_in["resident"] = link_for(demo_resident);
  access.open311_key = run_unit(city, actor, [](Unit& unit) {
    std::vector<std::string> scopes;
    for (auto const& permission : known_permissions(view_of(unit)))
      if (permission.starts_with("open311.")) scopes.push_back(permission);
    return create_api_key(unit, {.label = "Demo", .contact = "311@fairhaven.example", .scopes = scopes, .requests_per_minute = 60'000})
        .text;
  });
  return access;
}

void tell_demo(std::filesystem::path const& data, City& city, DemoStart const& start) {
  auto settings = *city.settings.get();
  auto const base = "http://127.0.0.1:" + std::to_string(start.port);
  if (settings.base_url != base || settings.mail.smtp_url != start.smtp_url) {
    settings.base_url = base;
    settings.mail.smtp_url = start.smtp_url;
    run_unit(city, system_actor("demo"), [&](Unit& unit) { change_settings(unit, settings); });
  }
  auto const access = demo_access(city);
  Json file{{"base", base}, {"open311", base + "/open311/v2"}, {"open311_key", access.open311_key}, {"sign_in", Json::object()}};
  for (auto const& [role, link] : access.sign_in) file["sign_in"][role] = link;
  write_file_durably(data / "demo.json", file.dump(2) + "\n");
  std::cout << "\nFairhaven is open:\n  residents       " << base << "/\n  Open311         " << base << "/open311/v2/services.xml (key "
            << access.open311_key << ")\n\nSign in as:\n";
  for (auto const& [role, link] : access.sign_in) std::cout << "  " << role << std::string(16 - role.size(), ' ') << link << '\n';
  std::cout << "\nThese are also in " << (data / "demo.json").string() << ". Ctrl-C stops the city.\n" << std::endl;
}

}  // namespace cityhall
