#pragma once
// A town as the files that a real city brings along.

#include <filesystem>
#include <string>
#include <vector>

#include "app/town/town.h"

namespace cityhall::town {

/// town.osm.pbf, city.geojson, districts.geojson, wards.geojson, neighborhoods.geojson, addresses.csv, hydrants.csv, street_lights.csv,
/// signs.csv, trees.csv, queues.csv, crews.csv, people.csv: each is read by an importer. Makes the folder; replaces files of these names.
/// Gives the paths.
std::vector<std::filesystem::path> write_town(Town const& town, std::filesystem::path const& folder);
/// The OpenStreetMap extract alone.
void write_osm(Town const& town, std::filesystem::path const& file);

}  // namespace cityhall::town
