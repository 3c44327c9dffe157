#pragma once
// The addresses as a whole: their spatial index, made when a city opens, and their number.

#include "kernel/unit.h"
#include "store/spatial_index.h"

namespace cityhall {

/// Boxes (points) by address id.
store::SpatialIndex const& address_boxes();
/// How many addresses the city knows.
std::size_t address_count(View const& view);

}  // namespace cityhall
