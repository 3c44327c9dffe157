// libosmium is heavy to compile: it stays inside this file.
#include <osmium/area/assembler.hpp>
#include <osmium/area/multipolygon_manager.hpp>
#include <osmium/handler/node_locations_for_ways.hpp>
#include <osmium/index/map/flex_mem.hpp>
#include <osmium/io/opl_input.hpp>
#include <osmium/io/pbf_input.hpp>
#include <osmium/visitor.hpp>

#include "base/refusal.h"
#include "base/text.h"
#include "services/maps/extract.h"
#include "services/maps/interpolation.h"
#include "services/maps/osm_words.h"

namespace cityhall::maps {
namespace {

using LocationIndex = osmium::index::map::FlexMem<osmium::unsigned_object_id_type, osmium::Location>;
using standards::mvt::Shape;

Tags tags_of(osmium::OSMObject const& object) {
  return [&object](char const* key) { return std::string_view{object.tags().get_value_by_key(key, "")}; };
}

/// Names of other bytes than UTF-8 are left out: dirty extracts have them.
std::string clean(std::string_view text) { return is_utf8(text) ? std::string{trim(without_control_characters(text))} : std::string{}; }

Point point_of(osmium::Location location) { return {location.lat(), location.lon()}; }

class Collector : public osmium::handler::Handler {
 public:
  explicit Collector(Extract& out) : out_{out} {}

  void node(osmium::Node const& node) {
    if (node.tags().empty() || !node.location().valid()) return;
    auto const tags = tags_of(node);
    auto const point = point_of(node.location());
    add_address(tags, point);
    if (!tags("addr:housenumber").empty()) house_numbers_.emplace(node.id(), clean(tags("addr:housenumber")));
    if (auto const drawn = drawn_name(tags)) add_point(*drawn, clean(tags("name")), point);
    add_landmark(tags, point);
  }

  void way(osmium::Way const& way) {
    if (way.tags().empty()) return;
    auto const tags = tags_of(way);
    if (!tags("addr:interpolation").empty()) return add_interpolation(way, tags);
    auto const highway = tags("highway");
    auto const drawn = drawn_line(tags);
    // A closed way with area=yes (a square) comes again as an area.
    if (!drawn || (way.is_closed() && tags("area") == "yes")) return;
    auto const name = clean(tags("name"));
    auto parts = lines_of(way);
    auto const kind = street_class(highway);
    if (!name.empty() && !kind.empty())
      for (auto const& part : parts) out_.streets.push_back({{name, std::string{kind}, std::string{street_owner(highway)}}, part.points});
    if (!parts.empty()) out_.shapes.push_back({drawn->layer, drawn->kind, Shape::lines, drawn->zoom_from, name, std::move(parts)});
  }

  void area(osmium::Area const& area) {
    auto const tags = tags_of(area);
    auto parts = rings_of(area);
    if (parts.empty()) return;
    for (auto const point : parts.front().points) box_.include(point);
    auto const middle = middle_of(parts.front());
    if (tags("addr:interpolation").empty()) add_address(tags, middle);
    add_landmark(tags, middle);
    auto drawn = drawn_area(tags);
    if (!drawn && tags("area") == "yes" && !tags("highway").empty()) drawn = Drawn{"land", "square", 13};
    if (drawn) out_.shapes.push_back({drawn->layer, drawn->kind, Shape::polygons, drawn->zoom_from, clean(tags("name")), std::move(parts)});
  }

  Box const& box() const { return box_; }

 private:
  std::vector<Part> lines_of(osmium::Way const& way) {
    std::vector<Part> parts(1);
    for (auto const& node : way.nodes()) {
      if (!node.location().valid()) {
        ++out_.nodes_missing;
        if (!parts.back().points.empty()) parts.emplace_back();
        continue;
      }
      parts.back().points.push_back(point_of(node.location()));
      box_.include(parts.back().points.back());
    }
    std::erase_if(parts, [](Part const& part) { return part.points.size() < 2; });
    return parts;
  }

  static Part ring_of(osmium::NodeRefList const& nodes, bool inner) {
    Part part{.inner = inner};
    for (auto const& node : nodes)
      if (node.location().valid()) part.points.push_back(point_of(node.location()));
    return part;
  }

  static std::vector<Part> rings_of(osmium::Area const& area) {
    std::vector<Part> parts;
    for (auto const& outer : area.outer_rings()) {
      auto ring = ring_of(outer, false);
      if (ring.points.size() < 4) continue;
      parts.push_back(std::move(ring));
      for (auto const& inner : area.inner_rings(outer)) parts.push_back(ring_of(inner, true));
    }
    return parts;
  }

  static Point middle_of(Part const& ring) {
    Box box;
    for (auto const point : ring.points) box.include(point);
    return {(box.south + box.north) / 2, (box.west + box.east) / 2};
  }

  void add_point(Drawn const& drawn, std::string name, Point point) {
    out_.shapes.push_back({drawn.layer, drawn.kind, Shape::points, drawn.zoom_from, std::move(name), {{.points = {point}}}});
  }

  void add_landmark(Tags const& tags, Point point) {
    auto const known = landmark(tags);
    if (!known) return;
    auto name = clean(tags("name"));
    if (name.empty()) return;
    out_.landmarks.push_back({.name = name, .kind = std::string{known->kind}, .point = point});
    add_point(*known, std::move(name), point);
  }

  void add_address(Tags const& tags, Point point) {
    auto street = clean(tags("addr:street"));
    if (street.empty()) street = clean(tags("addr:place"));
    if (street.empty()) return;
    auto const zip = clean(tags("addr:postcode"));
    auto const unit = clean(tags("addr:unit"));
    // "12;14" and "12,14" are two houses on one plot; "12-16" stays a range.
    for (auto const& number : numbers_of(clean(tags("addr:housenumber")))) {
      out_.addresses.push_back({.number = number, .street = street, .unit = unit, .zip = zip, .point = point});
      add_point({"housenumber", "", 14}, number, point);
    }
  }

  void add_interpolation(osmium::Way const& way, Tags const& tags) {
    std::vector<NumberedPoint> known;
    for (auto const& node : way.nodes()) {
      if (!node.location().valid()) continue;
      auto const number = house_numbers_.find(node.ref());
      known.push_back({point_of(node.location()), number == house_numbers_.end() ? std::string{} : number->second});
    }
    auto const street = clean(tags("addr:street"));
    if (street.empty()) return;
    for (auto& [point, number] : interpolate(known, tags("addr:interpolation")))
      out_.addresses.push_back({.number = std::move(number), .street = street, .point = point});
  }

  Extract& out_;
  Box box_{};
  std::unordered_map<osmium::object_id_type, std::string> house_numbers_;
};

Box header_box(osmium::io::Reader& reader) {
  Box box;
  auto const header = reader.header();
  for (auto const& one : header.boxes()) {
    if (!one.valid()) continue;
    box.include(point_of(one.bottom_left()));
    box.include(point_of(one.top_right()));
  }
  return box;
}

osmium::area::AssemblerConfig lenient() {
  osmium::area::AssemblerConfig config;
  config.ignore_invalid_locations = true;
  return config;
}

Extract read(osmium::io::File const& file, std::function<void(std::uint64_t, std::uint64_t)> const& on_bytes) {
  Extract out;
  osmium::area::MultipolygonManager<osmium::area::Assembler> areas{lenient()};
  osmium::relations::read_relations(file, areas);
  LocationIndex index;
  osmium::handler::NodeLocationsForWays locations{index};
  locations.ignore_errors();
  Collector collector{out};
  osmium::io::Reader reader{file};
  out.box = header_box(reader);
  auto area_maker = areas.handler([&](osmium::memory::Buffer&& buffer) { osmium::apply(buffer, collector); });
  while (auto buffer = reader.read()) {
    osmium::apply(buffer, locations, collector, area_maker);
    if (on_bytes) on_bytes(reader.offset(), reader.file_size());
  }
  reader.close();
  out.areas_broken = areas.stats().open_rings + areas.stats().invalid_locations;
  if (out.box.empty()) out.box = collector.box();
  return out;
}

}  // namespace

void Box::include(Point point) {
  west = std::min(west, point.longitude);
  east = std::max(east, point.longitude);
  south = std::min(south, point.latitude);
  north = std::max(north, point.latitude);
}

Extract read_extract(std::filesystem::path const& file, std::function<void(std::uint64_t, std::uint64_t)> const& on_bytes) {
  try {
    return read(osmium::io::File{file.string()}, on_bytes);
  } catch (Refusal const&) {
    throw;
  } catch (std::exception const& error) {
    throw invalid(
        "osm.unreadable",
        _("The file {file} cannot be read as an OpenStreetMap extract: {cause}").with("file", file.string()).with("cause", error.what()),
        _("Use an extract in the form .osm.pbf, as the download sites for OpenStreetMap offer it."));
  }
}

}  // namespace cityhall::maps
