#pragma once
// What a city takes from an OpenStreetMap extract: its streets, addresses and places, and what its map is drawn from.

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "kernel/places/landmark.h"
#include "kernel/places/street.h"
#include "standards/mvt.h"

namespace cityhall::maps {

/// A ring or line of a shape.
struct Part {
  bool inner = false;  // a hole of the ring before it
  std::vector<Point> points{};
};

/// Something that is drawn.
struct MapShape {
  std::string_view layer{};  // land, water, waterway, building, road, place, poi, housenumber
  std::string_view kind{};   // "park", "river", "arterial", "school", …
  standards::mvt::Shape shape = standards::mvt::Shape::unknown;
  int zoom_from = 14;  // the first zoom that shows it
  std::string name{};
  std::vector<Part> parts{};
};

/// Degrees.
struct Box {
  double west = 180, south = 90, east = -180, north = -90;
  bool empty() const { return west > east || south > north; }
  void include(Point point);
};

struct Extract {
  std::vector<MapShape> shapes{};
  std::vector<StreetSet::Row> streets{};
  std::vector<Address> addresses{};
  std::vector<Landmark> landmarks{};
  Box box{};                        // of the file's header, else of what was read
  std::uint64_t nodes_missing = 0;  // that ways of the file name but the file does not hold
  std::uint64_t areas_broken = 0;   // relations and ways that make no polygon
};

/// Reads .osm.pbf, and .opl (the text form, for tests). Clipped and dirty extracts are taken as they are: a way with missing nodes
/// becomes the pieces that are there. `on_bytes` is told how far it is (read, total) and may be empty.
/// Throws Refusal(invalid, "osm.unreadable") with the place of the fault.
Extract read_extract(std::filesystem::path const& file, std::function<void(std::uint64_t, std::uint64_t)> const& on_bytes = {});

}  // namespace cityhall::maps
