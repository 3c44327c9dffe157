#pragma once
// All addresses, page by page.

#include "kernel/places/place.h"

namespace cityhall {

/// In order of id, those after `last`, at most `most`.
std::vector<Address> addresses_after(View const& view, PlaceId last, std::size_t most);

}  // namespace cityhall
