#include "app/demo.h"

#include <iostream>

#include "app/catalogue.h"
#include "app/setup.h"
#include "base/io.h"
#include "base/json.h"
#include "base/text.h"
#include "kernel/accounts/account.h"
#include "kernel/accounts/api_key.h"
#include "kernel/accounts/role.h"
#include "kernel/sign_in/sign_in.h"
#include "kernel/delegates/enlist.h"
#include "kernel/directory/directory.h"
#include "kernel/places/street.h"
#include "kernel/places/zone.h"
#include "kernel/publications/content_json.h"
#include "kernel/run_unit.h"
#include "kernel/settings/settings_store.h"
#include "services/address_table.h"
#include "services/asset_import.h"
#include "services/maps/import_osm.h"
#include "services/parcel_import.h"
#include "services/staff_import.h"

namespace cityhall {
namespace {

struct DemoPerson {
  std::string_view role;
  std::string_view email;
};
/// Of the people that the town brings along: those that visitors may sign in as.
constexpr std::array demo_people{DemoPerson{"dispatcher", "dispatcher@fairhaven.example"}, DemoPerson{"crew", "crew@fairhaven.example"},
                                 DemoPerson{"agent", "agent@fairhaven.example"}, DemoPerson{"manager", "manager@fairhaven.example"},
                                 DemoPerson{"administrator", "admin@fairhaven.example"}};
constexpr std::string_view demo_resident = "pat@fairhaven.example";
constexpr std::string_view demo_delegate = "delegate@fairhaven.example";

Settings demo_settings() {
  Settings settings;
  settings.name = "Fairhaven";
  settings.base_url = "http://127.0.0.1:8080";  // until it is served
  settings.time_zone = "America/Indiana/Indianapolis";
  settings.jurisdiction_id = "fairhaven.example";
  settings.email = "311@fairhaven.example";
  settings.address = "City Hall, 100 Main Street";
  settings.mail.from = "Fairhaven 311 <311@fairhaven.example>";
  settings.demo = true;
  return settings;
}

void set_small_bounds(Settings& settings) {
  settings.north = 40.0635;
  settings.south = 40.0205;
  settings.west = -86.1640;
  settings.east = -86.0920;
}

void bring_zones(City& city, Actor const& actor, std::string_view layer, std::string_view geojson) {
  auto const file = read_zone_file(layer, geojson);
  run_unit(city, actor, [&](Unit& unit) { import_zones(unit, file); });
}

void bring_addresses(City& city, Actor const& actor, std::vector<Address> const& all) {
  constexpr std::size_t at_once = 2000;
  for (std::span<Address const> left{all}; !left.empty(); left = left.subspan(std::min(left.size(), at_once)))
    run_unit(city, actor, [&](Unit& unit) { import_addresses(unit, left.first(std::min(left.size(), at_once))); });
}

void bring_assets(City& city, Actor const& actor, TownFolder const& town) {
  for (auto const& [file, kind] :
       {std::pair{"hydrants.csv", "hydrant"}, {"street_lights.csv", "street light"}, {"signs.csv", "sign"}, {"trees.csv", "tree"}}) {
    auto const text = read_file(town / file);
    import_assets(city, actor, standards::csv_text(text), {.form = {.kind = kind}});
  }
}

void bring_parcels(City& city, Actor const& actor, TownFolder const& town) {
  auto const report = import_parcels(city, actor, read_file(town / "parcels.geojson"));
  if (!report.faults.empty()) throw std::logic_error("the demo's parcels: " + report.faults.front().reason);
}

/// A square mile or two: enough for every test, and read in no time.
void bring_small_town(City& city, Actor const& actor) {
  bring_zones(city, actor, city_layer, catalogue_file("demo/city.geojson"));
  bring_zones(city, actor, "district", catalogue_file("demo/districts.geojson"));
  bring_zones(city, actor, "neighborhood", catalogue_file("demo/neighborhoods.geojson"));
  run_unit(city, actor, [](Unit& unit) { import_streets(unit, catalogue_file("demo/streets.geojson")); });
  bring_addresses(city, actor, demo_addresses());
}

/// The files that a real city would bring along, through the doors that a real city uses.
void bring_town(City& city, Actor const& actor, TownFolder const& town) {
  bring_zones(city, actor, city_layer, read_file(town / "city.geojson"));
  bring_zones(city, actor, "district", read_file(town / "districts.geojson"));
  bring_zones(city, actor, "ward", read_file(town / "wards.geojson"));
  bring_zones(city, actor, "neighborhood", read_file(town / "neighborhoods.geojson"));
  maps::import_osm(city, actor, {.file = town / "town.osm.pbf", .attribution = "A made-up town"});
  bring_addresses(city, actor, demo_addresses(town));
  bring_parcels(city, actor, town);
  bring_assets(city, actor, town);
}

/// A file of the town; of the small one, the catalogue's.
std::string town_file(TownFolder const& town, std::string const& name) {
  return town.empty() ? std::string{catalogue_file("demo/" + name)} : read_file(town / name);
}

void must_be_whole(StaffImportReport const& report) {
  if (!report.faults.empty()) throw std::logic_error("the demo's staff: " + report.faults.front().reason);
}

/// What the queues are called, and who does the work.
void bring_staff(City& city, Actor const& actor, TownFolder const& town) {
  struct Table {
    std::string name;
    StaffImportReport (*bring)(City&, Actor const&, standards::CsvReader::Source const&);
  };
  for (auto const& [name, bring] :
       {Table{"queues.csv", &import_queues}, Table{"crews.csv", &import_crews}, Table{"people.csv", &import_people}}) {
    auto const text = town_file(town, name);
    must_be_whole(bring(city, actor, standards::csv_text(text)));
  }
  run_unit(city, actor, [](Unit& unit) { resident_account(unit, demo_resident, "en"); });
}

/// Somebody of the bus company who reports what the drivers see, in the north; trained this morning.
void make_delegate(City& city, Actor const& actor) {
  run_unit(city, actor, [&](Unit& unit) {
    Delegation delegation{.name = "Lena Brooks",
                          .email = std::string{demo_delegate},
                          .organisation = "Fairhaven Transit",
                          .source = "transit",
                          .services = {"graffiti", "illegal-dumping", "pothole", "street-light-out"},
                          .course = "delegated-reporter"};
    if (auto const* north = city.zones.get()->find("district", "north")) delegation.zones.push_back(north->id);
    auto const id = enlist(unit, delegation);
    auto const account = delegation_by_id(view_of(unit), id).account;
    record_training(unit, account,
                    {.course = "delegated-reporter",
                     .version = "demo",
                     .right = 6,
                     .questions = 6,
                     .passed = true,
                     .taken_at = unit.now,
                     .valid_until = unit.now + std::chrono::days{365}});
  });
}

/// What the town has to tell on its own site in its first weeks: as days after its founding. The local pieces are about its first
/// neighbourhood.
void make_site(City& city, Actor const& actor) {
  auto const zones = city.zones.get();
  auto const first = std::find_if(zones->all().begin(), zones->all().end(), [](Zone const& zone) { return zone.layer == "neighborhood"; });
  auto const plans = *parse_json(catalogue_file("demo/site.json"));
  for (auto const& plan : plans)
    run_unit(city, actor, [&](Unit& unit) {
      Publication one{.kind = publication_kind_from(text_of(plan, "kind")).value_or(PublicationKind::page),
                      .content = publication_content_from(plan)};
      one.content.from = unit.now + std::chrono::days{plan.at("after_days").get<int>()};
      if (plan.value("local", false) && first != zones->all().end()) one.content.zone = first->id;
      publish(unit, save_publication(unit, one));
    });
}

AccountId account_of(City& city, std::string_view email) {
  return run_view(city, system_actor("demo"), [&](View const& view) {
    auto const found = find_account(view, email);
    return found ? found->id : AccountId{};
  });
}

}  // namespace

std::vector<Address> demo_addresses(TownFolder const& town) {
  auto const text = town_file(town, "addresses.csv");
  return read_address_table(standards::csv_text(text)).addresses;
}

void found_demo(Process& process, TownFolder const& town, std::ostream& say) {
  auto const actor = system_actor("demo");
  say << "Making the demo city Fairhaven: settings and services" << std::endl;
  auto settings = demo_settings();
  if (town.empty()) set_small_bounds(settings);  // a map brings its own
  make_city(process, {.settings = settings});
  auto served = process.open(std::string{demo_slug});
  auto& city = served->city();
  say << "  zones, streets, addresses, parcels, assets" << std::endl;
  if (town.empty()) bring_small_town(city, actor);
  else bring_town(city, actor, town);
  say << "  crews and people" << std::endl;
  bring_staff(city, actor, town);
  make_delegate(city, actor);
  if (!town.empty()) make_site(city, actor);  // tests write their own
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
  if (account_of(city, demo_delegate)) access.sign_in["delegate"] = link_for(demo_delegate);  // older demo cities have none
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
