#pragma once
// The spatial index of the addresses; made when a city opens.

#include "store/spatial_index.h"

namespace cityhall {

/// Boxes (points) by address id.
store::SpatialIndex address_boxes();

}  // namespace cityhall
