#pragma once
// Cuts shapes into vector tiles: a square of the world map in the Web Mercator projection, 4,096 units wide, with a margin.

#include <functional>

#include "services/maps/extract.h"
#include "store/tile_archive.h"

namespace cityhall::maps {

/// The zooms that are made; viewers draw closer ones from the last.
inline constexpr int zoom_first = 8;
inline constexpr int zoom_last = 14;

struct TileCount {
  std::size_t tiles = 0;
  std::size_t bytes = 0;  // compressed
};

/// Makes all tiles of the box in order of zoom. `on_zoom` is told each finished zoom and may be empty.
TileCount make_tiles(Extract const& extract, store::TileArchiveWriter& archive, std::function<void(int)> const& on_zoom = {});

}  // namespace cityhall::maps
