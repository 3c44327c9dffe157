#pragma once
// The boxes of the parcels beside their table, by parcel id; made when a city opens.

#include "store/spatial_index.h"

namespace cityhall {

store::SpatialIndex const& parcel_boxes();

}  // namespace cityhall
