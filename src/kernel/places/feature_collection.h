#pragma once
// The features of a GeoJSON file. Internal to this folder.

#include <string_view>

#include "base/json_fwd.h"

namespace cityhall {

/// The `features` of a GeoJSON FeatureCollection of at most 512 MB. Throws "<what>.json" for a file that is not JSON and
/// "<what>.collection" for one that is no FeatureCollection or has no features.
Json features_of(std::string_view geojson, std::string_view what);

}  // namespace cityhall
