#pragma once
// The catalogue inside the program: shipped service files, import profiles, the demo city.

#include <string>
#include <string_view>
#include <vector>

namespace cityhall {

/// The bytes of a catalogue file by its name below catalogue/ ("services/pothole.service.json"). Throws std::out_of_range naming it.
std::string_view catalogue_file(std::string_view name);
/// Names that begin so and end so, sorted.
std::vector<std::string_view> catalogue_names(std::string_view prefix, std::string_view suffix = {});

}  // namespace cityhall
