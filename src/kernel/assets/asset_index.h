#pragma once
// The indexes of assets beside their table; made when a city opens. Documents and boxes have the asset's id; retired ones have none.

#include "store/spatial_index.h"
#include "store/text_index.h"

namespace cityhall {

store::SpatialIndex const& asset_boxes();
store::TextIndex const& asset_words();

}  // namespace cityhall
