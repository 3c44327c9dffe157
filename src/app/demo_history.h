#pragma once
// A lived-in past for the demo city: reports of the last six weeks, most of them worked off by crews, some with photos.

#include <span>

#include "kernel/city.h"
#include "kernel/places/place.h"

namespace cityhall {

/// Repeatable for a given `now` and city: chance comes from a fixed seed.
void make_demo_history(City& city, std::span<Address const> addresses, int cases);

}  // namespace cityhall
