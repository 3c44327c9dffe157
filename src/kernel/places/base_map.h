#pragma once
// The tiles that the city's map is drawn from: one file beside the database.

#include <filesystem>

namespace cityhall {

class City;

/// Where the file stands; it need not exist.
std::filesystem::path base_map_path(City const& city);
/// Opens the file when there is one; readers of `city.map` go over to it.
void load_base_map(City& city);

}  // namespace cityhall
