#include "kernel/places/zone.h"

#include <algorithm>
#include <cmath>

#include "base/refusal.h"
#include "kernel/city.h"
#include "kernel/places/geos.h"

namespace cityhall {
namespace {

struct Bounds {
  double west = 0, south = 0, east = 0, north = 0;
  bool contains(Point point) const {
    return point.longitude >= west && point.longitude <= east && point.latitude >= south && point.latitude <= north;
  }
};

Bounds join(Bounds const& a, Bounds const& b) {
  return {std::min(a.west, b.west), std::min(a.south, b.south), std::max(a.east, b.east), std::max(a.north, b.north)};
}

bool before(Zone const& a, Zone const& b) { return std::tie(a.layer, a.name) < std::tie(b.layer, b.name); }

}  // namespace

/// The polygons, and a grid over them: each square lists the zones whose bounds touch it.
struct ZoneSet::Shapes {
  struct Shape {
    geos::Geometry polygon;
    geos::Prepared prepared;
    Bounds bounds;
  };
  static constexpr std::size_t side = 64;

  geos::Context context;  // made first, ended last
  std::vector<Shape> shapes;
  Bounds extent;
  std::vector<std::vector<std::uint32_t>> squares;

  std::size_t column(double longitude) const { return index(longitude, extent.west, extent.east); }
  std::size_t row(double latitude) const { return index(latitude, extent.south, extent.north); }
  static std::size_t index(double value, double low, double high) {
    if (high <= low) return 0;
    auto const at = std::floor((value - low) / (high - low) * side);
    return static_cast<std::size_t>(std::clamp(at, 0.0, static_cast<double>(side - 1)));
  }

  void fill_grid() {
    squares.assign(side * side, {});
    if (shapes.empty()) return;
    extent = shapes.front().bounds;
    for (auto const& shape : shapes) extent = join(extent, shape.bounds);
    for (std::uint32_t at = 0; at < shapes.size(); ++at) {
      auto const& bounds = shapes[at].bounds;
      for (auto y = row(bounds.south); y <= row(bounds.north); ++y)
        for (auto x = column(bounds.west); x <= column(bounds.east); ++x) squares[y * side + x].push_back(at);
    }
  }
};

ZoneSet::ZoneSet() : ZoneSet{std::vector<Row>{}} {}

ZoneSet::ZoneSet(std::vector<Row> rows) : shapes_{std::make_unique<Shapes>()} {
  std::sort(rows.begin(), rows.end(), [](Row const& a, Row const& b) { return before(a.zone, b.zone); });
  for (auto const& row : rows) {
    if (row.zone.former) {
      former_.push_back(row.zone);
      continue;
    }
    auto polygon = shapes_->context.from_wkb(row.wkb);
    if (!polygon)
      throw invalid(
          "zones.geometry",
          _("The stored polygon of zone “{zone}” in layer “{layer}” is damaged.").with("zone", row.zone.name).with("layer", row.zone.layer),
          _("Import the layer again."));
    auto const box = shapes_->context.bounds(*polygon);
    auto prepared = shapes_->context.prepare(*polygon);
    // GEOS builds the index of a prepared polygon when it is first asked. Asked here, on one thread, it is only read afterwards.
    shapes_->context.covers(*prepared, box.west, box.south);
    shapes_->shapes.push_back({std::move(polygon), std::move(prepared), {box.west, box.south, box.east, box.north}});
    zones_.push_back(row.zone);
  }
  shapes_->fill_grid();
}

ZoneSet::~ZoneSet() = default;

std::vector<Zone const*> ZoneSet::at(Point point) const {
  std::vector<Zone const*> found;
  if (zones_.empty() || !shapes_->extent.contains(point)) return found;
  // A context of its own for each call: GEOS keeps its error state there, and many threads ask at once.
  geos::Context const context;
  for (auto const at : shapes_->squares[shapes_->row(point.latitude) * Shapes::side + shapes_->column(point.longitude)]) {
    auto const& shape = shapes_->shapes[at];
    if (shape.bounds.contains(point) && context.covers(*shape.prepared, point.longitude, point.latitude)) found.push_back(&zones_[at]);
  }
  return found;
}

Zone const* ZoneSet::find(ZoneId id) const {
  auto const found = std::find_if(zones_.begin(), zones_.end(), [&](Zone const& zone) { return zone.id == id; });
  return found == zones_.end() ? nullptr : &*found;
}

Zone const* ZoneSet::find_ever(ZoneId id) const {
  if (auto const* living = find(id)) return living;
  auto const found = std::find_if(former_.begin(), former_.end(), [&](Zone const& zone) { return zone.id == id; });
  return found == former_.end() ? nullptr : &*found;
}

Zone const* ZoneSet::find(std::string_view layer, std::string_view name) const {
  auto const found = std::find_if(zones_.begin(), zones_.end(), [&](Zone const& zone) { return zone.layer == layer && zone.name == name; });
  return found == zones_.end() ? nullptr : &*found;
}

std::vector<std::string> ZoneSet::layers() const {
  std::vector<std::string> layers;
  for (auto const& zone : zones_)
    if (layers.empty() || layers.back() != zone.layer) layers.push_back(zone.layer);
  return layers;
}

bool ZoneSet::has_layer(std::string_view layer) const {
  return std::any_of(zones_.begin(), zones_.end(), [&](Zone const& zone) { return zone.layer == layer; });
}

bool inside_city(City const& city, Point point) {
  auto const zones = city.zones.get();
  if (zones->has_layer(city_layer)) {
    auto const at = zones->at(point);
    return std::any_of(at.begin(), at.end(), [](Zone const* zone) { return zone->layer == city_layer; });
  }
  auto const settings = city.settings.get();
  return (!settings->north || point.latitude <= *settings->north) && (!settings->south || point.latitude >= *settings->south) &&
         (!settings->east || point.longitude <= *settings->east) && (!settings->west || point.longitude >= *settings->west);
}

}  // namespace cityhall
