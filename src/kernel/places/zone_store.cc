#include <algorithm>
#include <map>

#include "base/json.h"
#include "base/refusal.h"
#include "kernel/city.h"
#include "kernel/places/feature_collection.h"
#include "kernel/places/geos.h"
#include "kernel/places/load_zones.h"
#include "kernel/places/zone.h"
#include "store/database.h"

namespace cityhall {
namespace {

Message at_feature(Message message, std::size_t index) { return std::move(message).with("index", std::to_string(index + 1)); }

std::string as_name(Json const& value) {
  if (value.is_string()) return value.get<std::string>();
  if (value.is_number()) return value.dump();
  return {};
}

std::string name_of(Json const& feature, std::string_view name_property) {
  auto const properties = feature.find("properties");
  if (properties == feature.end() || !properties->is_object()) return {};
  if (!name_property.empty()) return as_name(properties->value(std::string{name_property}, Json{}));
  for (auto const* property : {"name", "Name", "NAME", "id"})
    if (auto name = as_name(properties->value(property, Json{})); !name.empty()) return name;
  return {};
}


/// Name → polygon; features of one name become one polygon.
std::map<std::string, geos::Geometry> polygons_of(geos::Context const& context, Json const& features, std::string_view name_property) {
  std::map<std::string, geos::Geometry> polygons;
  for (std::size_t index = 0; index < features.size(); ++index) {
    auto const& feature = features[index];
    auto const name = feature.is_object() ? name_of(feature, name_property) : std::string{};
    if (name.empty())
      throw invalid("zones.name", at_feature(_("Feature {index} has no name."), index), _("Say which property holds the name."));
    auto const geometry = feature.find("geometry");
    auto polygon = geometry == feature.end() ? nullptr : context.polygon_from_geojson(geometry->dump());
    if (!polygon)
      throw invalid(
          "zones.geometry",
          at_feature(_("Feature {index}, “{name}”, is not a polygon: {error}"), index).with("name", name).with("error", context.error()));
    auto const box = context.bounds(*polygon);
    if (box.west < -180 || box.east > 180 || box.south < -90 || box.north > 90)
      throw invalid("zones.degrees",
                    at_feature(_("Feature {index}, “{name}”, is not in degrees of longitude and latitude."), index).with("name", name),
                    _("Export the file as GeoJSON in WGS 84 (EPSG:4326)."));
    auto& known = polygons[name];
    known = known ? context.join(std::move(known), std::move(polygon)) : std::move(polygon);
  }
  return polygons;
}

struct KnownZone {
  ZoneId id{};
  bool former = false;
};

std::map<std::string, KnownZone> zones_in_layer(store::Reader& reader, std::string_view layer) {
  std::map<std::string, KnownZone> known;
  for (auto const row : reader.query(R"sql(SELECT name, id, former_since FROM zones WHERE layer = $1)sql", layer))
    known.emplace(row.get<std::string>(0), KnownZone{row.get<ZoneId>(1), row.get<std::optional<Time>>(2).has_value()});
  return known;
}

void refuse_malformed(std::string const& field, std::string_view layer) {
  if (layer.empty() || layer.size() > 40 || layer.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") != std::string_view::npos)
    throw invalid_fields({{field, "malformed", _("The name of a layer has small letters, digits and _ only, such as neighborhoods.")}});
}

void refuse_used(Unit& unit, std::string_view layer) {
  auto const known = zones_in_layer(unit.tx, layer);
  if (known.empty()) return;
  if (std::any_of(known.begin(), known.end(), [](auto const& one) { return !one.second.former; }))
    throw conflict("zones.layer", _("There is a layer {layer} already.").with("layer", std::string{layer}), _("Choose another name."));
  throw conflict("zones.layer", _("There was a layer {layer}, and requests keep the names of its zones.").with("layer", std::string{layer}),
                 _("Choose another name, or import the file of this layer under that name."));
}

void show_new_zones(Unit& unit) {
  unit.tx.after_commit([&city = unit.city, next = load_zones(unit.tx)] { city.zones.set(next); });
}

}  // namespace

std::shared_ptr<ZoneSet const> load_zones(store::Reader& reader) {
  std::vector<ZoneSet::Row> rows;
  for (auto const row : reader.query(R"sql(SELECT id, layer, name, former_since, wkb FROM zones)sql"))
    rows.push_back({{row.get<ZoneId>(0), row.get<std::string>(1), row.get<std::string>(2), row.get<std::optional<Time>>(3).has_value()},
                    row.get<store::Blob>(4).bytes});
  return std::make_shared<ZoneSet const>(std::move(rows));
}

ZoneFile read_zone_file(std::string_view layer, std::string_view geojson, std::string_view name_property) {
  refuse_malformed("layer", layer);
  geos::Context const context;
  ZoneFile file{.layer = std::string{layer}};
  for (auto const& [name, polygon] : polygons_of(context, features_of(geojson, "zones"), name_property))
    file.polygons.emplace(name, context.to_wkb(*polygon));
  return file;
}

ZoneImport import_zones(Unit& unit, std::string_view layer, std::string_view geojson, std::string_view name_property) {
  require(unit.actor, "admin.zones");
  return import_zones(unit, read_zone_file(layer, geojson, name_property));
}

ZoneImport import_zones(Unit& unit, ZoneFile const& file) {
  require(unit.actor, "admin.zones");
  auto known = zones_in_layer(unit.tx, file.layer);
  ZoneImport result{.zones = file.polygons.size()};
  for (auto const& [name, wkb] : file.polygons) {
    auto const found = known.find(name);
    auto const id = found == known.end() ? unit.city.ids().make<ZoneId>() : found->second.id;
    if (found == known.end() || found->second.former) ++result.added;
    if (found != known.end()) known.erase(found);
    unit.tx.run(R"sql(INSERT INTO zones (id, layer, name, wkb) VALUES ($1, $2, $3, $4)
                      ON CONFLICT (id) DO UPDATE SET wkb = excluded.wkb, former_since = NULL)sql",
                id,
                file.layer, name, store::BlobView{wkb});
  }
  for (auto const& [name, zone] : known)
    result.removed += static_cast<std::size_t>(
        unit.tx.run(R"sql(UPDATE zones SET former_since = $1 WHERE id = $2 AND former_since IS NULL)sql", unit.now, zone.id));
  append(unit, "zones.replaced", {},
         Json{{"layer", file.layer}, {"zones", result.zones}, {"added", result.added}, {"removed", result.removed}});
  show_new_zones(unit);
  return result;
}

std::size_t remove_zones(Unit& unit, std::string_view layer) {
  require(unit.actor, "admin.zones");
  auto const removed =
      unit.tx.run(R"sql(UPDATE zones SET former_since = $1 WHERE layer = $2 AND former_since IS NULL)sql", unit.now, layer);
  if (removed == 0) throw not_found(_("There is no layer {layer}.").with("layer", std::string{layer}));
  append(unit, "zones.removed", {}, Json{{"layer", std::string{layer}}, {"zones", removed}});
  show_new_zones(unit);
  return static_cast<std::size_t>(removed);
}

std::size_t rename_zones(Unit& unit, std::string_view layer, std::string_view name) {
  require(unit.actor, "admin.zones");
  refuse_malformed("name", name);
  refuse_used(unit, name);
  auto const renamed = unit.tx.run(R"sql(UPDATE zones SET layer = $1 WHERE layer = $2)sql", name, layer);
  append(unit, "zones.renamed", {}, Json{{"layer", std::string{layer}}, {"name", std::string{name}}});
  show_new_zones(unit);
  return static_cast<std::size_t>(renamed);
}

}  // namespace cityhall
