#pragma once
// A city's streets, addresses, places and map from an OpenStreetMap extract.

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

namespace cityhall {
class City;
struct Actor;
}  // namespace cityhall

namespace cityhall::maps {

struct OsmImport {
  std::filesystem::path file{};
  std::string attribution{"© OpenStreetMap contributors"};  // shown with every map
  /// Told what is being done and how far that is; may be empty.
  std::function<void(std::string_view what, std::uint64_t done, std::uint64_t total)> progress{};
};

struct OsmReport {
  std::size_t streets = 0;
  std::size_t addresses = 0;  // of the file
  std::size_t addresses_new = 0;
  std::size_t landmarks = 0;
  std::size_t shapes = 0;
  std::size_t tiles = 0;
  std::size_t tile_bytes = 0;
  std::uint64_t nodes_missing = 0;
  std::uint64_t areas_broken = 0;
  double seconds = 0;
};

/// Replaces streets, places and the map; adds addresses. The same file again changes nothing. A city without a bounding box gets the
/// extract's. Throws Refusal(invalid, "osm.…") when the file cannot be read or holds nothing; then nothing is changed.
OsmReport import_osm(City& city, Actor const& actor, OsmImport const& wanted);

}  // namespace cityhall::maps
