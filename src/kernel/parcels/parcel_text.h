#pragma once
// How numbers of parcels are compared: by their letters and digits, because everybody writes the strokes between them another way.

#include <string>
#include <string_view>

namespace cityhall {

/// "49-07.12 A" → "490712a"
std::string fold_parcel_number(std::string_view number);

}  // namespace cityhall
