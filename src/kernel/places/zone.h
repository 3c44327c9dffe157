#pragma once
// Zones: named polygons in layers (ward, district, neighbourhood), held in memory and asked for every new case.

#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/places/place.h"

namespace cityhall {

struct Zone {
  ZoneId id{};
  std::string layer{};  // "neighborhoods"; in conditions `where.neighborhoods`
  std::string name{};
  bool former = false;  // no longer in its layer: it has a name and no ground
};

/// The layer whose polygons are the city itself; where it exists it decides what is inside the city.
inline constexpr std::string_view city_layer = "city";

/// All zones of a city, and the names of those that were removed. Immutable; safe to ask from many threads.
class ZoneSet {
 public:
  struct Row {
    Zone zone;
    std::string wkb;  // well-known binary, WGS 84
  };

  ZoneSet();
  /// Prepares the polygons. Throws Refusal(invalid, "zones.geometry") naming the zone with a faulty one.
  explicit ZoneSet(std::vector<Row> rows);
  ~ZoneSet();
  ZoneSet(ZoneSet const&) = delete;
  ZoneSet& operator=(ZoneSet const&) = delete;

  /// The zones that contain the point (its border counts), in order of layer and name.
  std::vector<Zone const*> at(Point point) const;
  std::vector<Zone> const& all() const { return zones_; }
  Zone const* find(ZoneId id) const;
  /// Also a former one, for the names on what happened there.
  Zone const* find_ever(ZoneId id) const;
  Zone const* find(std::string_view layer, std::string_view name) const;
  std::vector<std::string> layers() const;
  bool has_layer(std::string_view layer) const;

 private:
  struct Shapes;
  std::vector<Zone> zones_;
  std::vector<Zone> former_;
  std::unique_ptr<Shapes> shapes_;
};

struct ZoneImport {
  std::size_t zones = 0;
  std::size_t added = 0;
  std::size_t removed = 0;
};

/// A layer as a file has it: name → well-known binary.
struct ZoneFile {
  std::string layer{};
  std::map<std::string, std::string> polygons{};
};

/// Reads the polygons of a GeoJSON FeatureCollection (RFC 7946). A feature is named by its property `name_property`; when that is empty, by
/// the first of "name", "Name", "NAME", "id" that it has. Zones with equal names become one. Takes seconds for tens of megabytes: call it
/// outside of a unit, so that nobody's report waits. Throws Refusal(invalid, "zones.…") naming the feature.
ZoneFile read_zone_file(std::string_view layer, std::string_view geojson, std::string_view name_property = {});
/// Replaces the layer; a zone that stays keeps its id. Appends `zones.replaced`. Needs `admin.zones`.
ZoneImport import_zones(Unit& unit, ZoneFile const& file);
/// Takes the layer out of the map; what happened in its zones keeps their names, and a layer that is imported again has the same zones.
/// Gives how many there were. Appends `zones.removed`. Needs `admin.zones`. Throws not_found. kernel/layers looks who counts on it first.
std::size_t remove_zones(Unit& unit, std::string_view layer);
/// Gives the layer, also the former zones in it, another name. Appends `zones.renamed`. Needs `admin.zones`. Throws invalid for
/// a malformed name, conflict "zones.layer" when a layer of that name is or was there.
std::size_t rename_zones(Unit& unit, std::string_view layer, std::string_view name);
/// Both at once, for small files.
ZoneImport import_zones(Unit& unit, std::string_view layer, std::string_view geojson, std::string_view name_property = {});
/// By the layer "city", else by the bounding box of the settings, else true.
bool inside_city(City const& city, Point point);

}  // namespace cityhall
