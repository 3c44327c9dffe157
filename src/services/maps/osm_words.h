#pragma once
// OpenStreetMap's tags in the few words that a city map needs. Source: the key pages of the OpenStreetMap wiki ("Map features").

#include <functional>
#include <optional>
#include <string_view>

namespace cityhall::maps {

/// The value of a tag of the object in question; empty when it has none.
using Tags = std::function<std::string_view(char const*)>;

struct Drawn {
  std::string_view layer;
  std::string_view kind;
  int zoom_from;
};

/// A way that is drawn as a line: roads, paths, rails, rivers.
std::optional<Drawn> drawn_line(Tags const& tags);
/// A closed way or multipolygon that is drawn as a surface.
std::optional<Drawn> drawn_area(Tags const& tags);
/// A node that carries the name of a part of the town.
std::optional<Drawn> drawn_name(Tags const& tags);
/// What people name as a place: "library", "school", "park"; nothing for what has no name or is of no public interest.
std::optional<Drawn> landmark(Tags const& tags);
/// The class of a street as definitions ask for it (arterial, collector, local); empty for what is no street of its own.
std::string_view street_class(std::string_view highway);
/// Who keeps it: "state" for motorways and trunk roads, else "city".
std::string_view street_owner(std::string_view highway);

}  // namespace cityhall::maps
