#include "services/maps/import_osm.h"

#include <chrono>

#include <fmt/format.h>

#include "base/refusal.h"
#include "kernel/city.h"
#include "kernel/places/base_map.h"
#include "kernel/run_unit.h"
#include "kernel/settings/settings_store.h"
#include "services/maps/tile_maker.h"

namespace cityhall::maps {
namespace {

constexpr std::size_t addresses_at_once = 2000;

void say(OsmImport const& wanted, std::string_view what, std::uint64_t done, std::uint64_t total) {
  if (wanted.progress) wanted.progress(what, done, total);
}

void make_map(City& city, OsmImport const& wanted, Extract const& extract, OsmReport& report) {
  store::TileArchiveWriter archive{base_map_path(city)};
  auto const& box = extract.box;
  archive.describe("name", city.settings.get()->name);
  archive.describe("format", "pbf");
  archive.describe("type", "baselayer");
  archive.describe("attribution", wanted.attribution);
  archive.describe("bounds", fmt::format("{:.6f},{:.6f},{:.6f},{:.6f}", box.west, box.south, box.east, box.north));
  archive.describe("minzoom", std::to_string(zoom_first));
  archive.describe("maxzoom", std::to_string(zoom_last));
  auto const total = static_cast<std::uint64_t>(zoom_last - zoom_first + 1);
  auto const count =
      make_tiles(extract, archive, [&](int zoom) { say(wanted, "map", static_cast<std::uint64_t>(zoom - zoom_first + 1), total); });
  archive.finish();
  report.tiles = count.tiles;
  report.tile_bytes = count.bytes;
}

/// Gives how many were new.
std::size_t add_addresses(City& city, Actor const& actor, OsmImport const& wanted, Extract const& extract) {
  std::size_t added = 0;
  std::span<Address const> left{extract.addresses};
  while (!left.empty()) {
    auto const batch = left.first(std::min(left.size(), addresses_at_once));
    added += run_unit(city, actor, [&](Unit& unit) { return import_addresses(unit, batch); });
    left = left.subspan(batch.size());
    say(wanted, "addresses", extract.addresses.size() - left.size(), extract.addresses.size());
  }
  return added;
}

void set_bounds(City& city, Actor const& actor, Box const& box) {
  auto settings = *city.settings.get();
  if (settings.north || box.empty()) return;
  settings.north = box.north;
  settings.south = box.south;
  settings.east = box.east;
  settings.west = box.west;
  run_unit(city, actor, [&](Unit& unit) { change_settings(unit, settings); });
}

}  // namespace

OsmReport import_osm(City& city, Actor const& actor, OsmImport const& wanted) {
  auto const begun = std::chrono::steady_clock::now();
  auto const extract = read_extract(wanted.file, [&](std::uint64_t done, std::uint64_t total) { say(wanted, "reading", done, total); });
  if (extract.shapes.empty())
    throw invalid("osm.empty", _("The file {file} holds no streets, buildings or places.").with("file", wanted.file.string()),
                  _("Use an extract that covers your city."));
  OsmReport report{.streets = extract.streets.size(),
                   .addresses = extract.addresses.size(),
                   .landmarks = extract.landmarks.size(),
                   .shapes = extract.shapes.size(),
                   .nodes_missing = extract.nodes_missing,
                   .areas_broken = extract.areas_broken};
  run_unit(city, actor, [&](Unit& unit) {
    replace_streets(unit, extract.streets);
    replace_landmarks(unit, extract.landmarks);
  });
  report.addresses_new = add_addresses(city, actor, wanted, extract);
  set_bounds(city, actor, extract.box);
  make_map(city, wanted, extract, report);
  load_base_map(city);
  report.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
  return report;
}

}  // namespace cityhall::maps
