#pragma once
// Vector tiles: Mapbox Vector Tile specification 2.1, as bytes and as structs.

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/result.h"

namespace cityhall::standards::mvt {

/// In units of the tile, origin at its upper left corner, y downwards. May lie outside 0…extent: the buffer around a tile.
struct TilePoint {
  std::int32_t x = 0;
  std::int32_t y = 0;
  bool operator==(TilePoint const&) const = default;
};

enum class Shape : std::uint8_t { unknown = 0, points = 1, lines = 2, polygons = 3 };

using TagValue = std::variant<std::string, std::int64_t, double, bool>;

struct Feature {
  std::uint64_t id = 0;  // 0: none
  Shape shape = Shape::unknown;
  /// points: one part with all of them; lines: one part each; polygons: rings without the repeated last point, an outer ring clockwise on
  /// the screen, its holes after it counter-clockwise.
  std::vector<std::vector<TilePoint>> parts{};
  std::vector<std::pair<std::string, TagValue>> tags{};
  /// The text of a tag; empty when there is none, or it is no text.
  std::string_view text(std::string_view name) const;
};

struct Layer {
  std::string name{};
  std::uint32_t extent = 4096;
  std::vector<Feature> features{};
};

/// The bytes of a tile. Features without geometry and layers without features are left out.
std::string write(std::vector<Layer> const& layers);

struct Limits {
  std::size_t bytes = 8U << 20U;
  std::size_t points = 1'000'000;  // of the whole tile
};
/// Refuses what breaks the specification; unknown fields are passed over.
Result<std::vector<Layer>> read(std::string_view bytes, Limits limits = {});

}  // namespace cityhall::standards::mvt
