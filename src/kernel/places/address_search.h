#pragma once
// Finding a place by what somebody types or says: an address, a street, a crossing, a place with a name.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/places/place.h"

namespace cityhall {

enum class FoundAs {
  address,   // one of the city's addresses
  between,   // a house number that is not listed: the point lies between its neighbours
  crossing,  // of two streets
  landmark,  // a place with a name
  street,    // somewhere on it
};

struct FoundPlace {
  FoundAs as = FoundAs::address;
  std::string text{};  // "12 Main St", "Main St & Oak Ave", "City Library"
  Point point{};
  PlaceId address{};  // of an address
};

struct PlaceSearch {
  std::string_view typed{};
  std::optional<Point> near{};  // what is near is meant rather
  std::size_t most = 8;
};

/// Best first. Takes house numbers before or after the street, ranges ("12-16"), half-typed and misspelt words, words for street types in
/// long and short form, "A & B" for a crossing. An empty text gives none.
std::vector<FoundPlace> find_places(View const& view, PlaceSearch const& search);

/// The crossing that "Main and Washington" means; nothing where two could be meant, or none.
std::optional<FoundPlace> crossing_meant(View const& view, std::string_view typed);

/// The names are read anew by the next search, once this unit is durable.
void forget_place_names(Unit& unit);

}  // namespace cityhall
