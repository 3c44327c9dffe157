#include "app/town/write_town.h"

#include <set>

#include <fmt/format.h>

#include "app/catalogue.h"
#include "app/town/staff.h"
#include "base/io.h"
#include "standards/csv.h"
#include "standards/geojson.h"

namespace cityhall::town {
namespace {

using namespace standards;

geojson::Ring ring_of(Town const& town, std::span<Spot const> spots) {
  geojson::Ring ring;
  for (auto const spot : spots) {
    auto const point = town.point(spot);
    ring.push_back({std::round(point.longitude * 1e6) / 1e6, std::round(point.latitude * 1e6) / 1e6});
  }
  ring.push_back(ring.front());
  return ring;
}

std::string zones_json(Town const& town, std::string_view layer) {
  std::vector<geojson::Feature> features;
  for (auto const& cell : town.zones)
    if (cell.layer == layer)
      features.push_back({.kind = geojson::Kind::polygons, .polygons = {{ring_of(town, cell.ring)}}, .properties = {{"name", cell.name}}});
  return geojson::write(features);
}

std::string addresses_csv(Town const& town) {
  std::string out = "number,street,unit,zip,latitude,longitude\n";
  for (auto const& lot : town.lots) {
    auto const point = town.point(lot.door);
    auto units = lot.units;
    if (units.empty()) units.emplace_back();
    for (auto const& unit : units)
      out += fmt::format("{},{},{},{},{:.6f},{:.6f}\n", lot.number, lot.street, unit, town.wish.zip, point.latitude, point.longitude);
  }
  return out;
}

/// As an assessor's layer has it; owners are nobody's business here.
std::string parcels_json(Town const& town) {
  std::vector<geojson::Feature> features;
  for (auto const& lot : town.lots)
    features.push_back(
        {.kind = geojson::Kind::polygons,
         .polygons = {{ring_of(town, lot.parcel)}},
         .properties = {{"parcel_id", lot.parcel_number}, {"address", lot.number + " " + lot.street}, {"land_use", std::string{lot.use}}}});
  return geojson::write(features);
}

std::string assets_csv(Town const& town, std::string_view kind) {
  std::string out = "id,type,installed,street,latitude,longitude\n";
  for (auto const& asset : town.assets) {
    if (asset.kind != kind) continue;
    auto const point = town.point(asset.at);
    out += fmt::format("{},{},{},{},{:.6f},{:.6f}\n", asset.id, asset.what, asset.year, asset.street, point.latitude, point.longitude);
  }
  return out;
}

}  // namespace

std::vector<std::filesystem::path> write_town(Town const& town, std::filesystem::path const& folder) {
  std::filesystem::create_directories(folder);
  std::vector<std::filesystem::path> paths;
  auto const write = [&](char const* name, std::string const& text) {
    paths.push_back(folder / name);
    write_file_durably(paths.back(), text);
  };
  write("city.geojson", zones_json(town, "city"));
  write("districts.geojson", zones_json(town, "district"));
  write("wards.geojson", zones_json(town, "ward"));
  write("neighborhoods.geojson", zones_json(town, "neighborhood"));
  write("addresses.csv", addresses_csv(town));
  write("parcels.geojson", parcels_json(town));
  write("hydrants.csv", assets_csv(town, "hydrant"));
  write("street_lights.csv", assets_csv(town, "street light"));
  write("signs.csv", assets_csv(town, "sign"));
  write("trees.csv", assets_csv(town, "tree"));
  write("queues.csv", std::string{catalogue_file("demo/queues.csv")});
  write("crews.csv", crews_csv(town));
  write("people.csv", people_csv(town));
  write_osm(town, folder / "town.osm.pbf");
  paths.push_back(folder / "town.osm.pbf");
  return paths;
}

}  // namespace cityhall::town
