// libosmium is heavy to compile: it stays inside this file.
#include <osmium/builder/attr.hpp>
#include <osmium/io/pbf_output.hpp>
#include <osmium/io/writer.hpp>

#include "app/town/write_town.h"

namespace cityhall::town {
namespace {

using namespace osmium::builder::attr;
using Tags = std::vector<std::pair<std::string, std::string>>;

class Extract {
 public:
  Extract(Town const& town, std::filesystem::path const& file)
      : town_{town}, writer_{osmium::io::File{file.string(), "pbf,add_metadata=false"}, header(), osmium::io::overwrite::allow} {}

  void write() {
    plan();
    for (auto const& [at, tags] : nodes_) {
      osmium::builder::add_node(buffer_, _id(++written_), _location(location(at)), _tags(tags));
      flush();
    }
    for (auto const& [refs, tags] : ways_) {
      osmium::builder::add_way(buffer_, _id(++written_), _nodes(refs), _tags(tags));
      flush();
    }
    writer_(std::move(buffer_));
    writer_.close();
  }

 private:
  static osmium::io::Header header() {
    osmium::io::Header header;
    header.set("generator", "cityhall town");
    return header;
  }

  osmium::Location location(Spot at) const {
    auto const point = town_.point(at);
    return {point.longitude, point.latitude};
  }
  osmium::object_id_type node(Spot at, Tags tags = {}) {
    nodes_.emplace_back(at, std::move(tags));
    return static_cast<osmium::object_id_type>(nodes_.size());
  }
  void ring(std::vector<Spot> const& spots, Tags tags) {
    std::vector<osmium::object_id_type> refs;
    for (auto const spot : spots) refs.push_back(node(spot));
    refs.push_back(refs.front());
    ways_.emplace_back(std::move(refs), std::move(tags));
  }

  /// Nodes are numbered as they come, so that they can be written before the ways.
  void plan() {
    for (auto const spot : town_.nodes) node(spot);
    for (auto const& road : town_.roads) {
      Tags tags{{"highway", std::string{road.kind}}};
      if (!road.name.empty()) tags.emplace_back("name", road.name);
      if (road.bridge) tags.emplace_back("bridge", "yes");
      std::vector<osmium::object_id_type> refs;
      for (auto const at : road.nodes) refs.push_back(static_cast<osmium::object_id_type>(at) + 1);
      ways_.emplace_back(std::move(refs), std::move(tags));
    }
    for (auto const& surface : town_.surfaces) {
      Tags tags{{std::string{surface.key}, std::string{surface.value}}};
      if (!surface.name.empty()) tags.emplace_back("name", surface.name);
      ring(surface.ring, std::move(tags));
    }
    plan_river();
    for (auto const& lot : town_.lots)
      ring(lot.house, {{"building", std::string{lot.use}},
                       {"addr:housenumber", lot.number},
                       {"addr:street", lot.street},
                       {"addr:postcode", town_.wish.zip}});
    for (auto const& place : town_.places) node(place.at, {{std::string{place.key}, std::string{place.value}}, {"name", place.name}});
    node({0, 0}, {{"place", "town"}, {"name", town_.wish.name}});
  }

  void plan_river() {
    std::vector<osmium::object_id_type> refs;
    for (auto const spot : town_.river) refs.push_back(node(spot));
    ways_.emplace_back(std::move(refs), Tags{{"waterway", "river"}, {"name", town_.river_name}});
  }

  void flush() {
    if (buffer_.committed() < (4U << 20U)) return;
    writer_(std::move(buffer_));
    buffer_ = osmium::memory::Buffer{8U << 20U, osmium::memory::Buffer::auto_grow::yes};
  }

  Town const& town_;
  osmium::io::Writer writer_;
  osmium::memory::Buffer buffer_{8U << 20U, osmium::memory::Buffer::auto_grow::yes};
  std::vector<std::pair<Spot, Tags>> nodes_;
  std::vector<std::pair<std::vector<osmium::object_id_type>, Tags>> ways_;
  osmium::object_id_type written_ = 0;
};

}  // namespace

void write_osm(Town const& town, std::filesystem::path const& file) { Extract{town, file}.write(); }

}  // namespace cityhall::town
