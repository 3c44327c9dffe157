#include "kernel/places/base_map.h"

#include "kernel/city.h"
#include "store/tile_archive.h"

namespace cityhall {

std::filesystem::path base_map_path(City const& city) { return city.folder() / "map.mbtiles"; }

void load_base_map(City& city) {
  auto const path = base_map_path(city);
  if (std::filesystem::exists(path)) city.map.set(std::make_shared<store::TileArchive const>(path));
}

}  // namespace cityhall
