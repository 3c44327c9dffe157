#pragma once
// Many addresses: all of them page by page, or those around a point.

#include "kernel/places/place.h"

namespace cityhall {

/// In order of id, those after `last`, at most `most`.
std::vector<Address> addresses_after(View const& view, PlaceId last, std::size_t most);

/// Within `metres`, nearest first, at most `most`.
std::vector<Address> addresses_near(View const& view, Point point, double metres, std::size_t most);

}  // namespace cityhall
