#pragma once
// Addresses as a CSV file: number, street, unit, zip, latitude, longitude; unit and zip may be missing.

#include <string_view>
#include <vector>

#include "kernel/places/place.h"

namespace cityhall {

/// Throws Refusal(invalid, "addresses.…") that names the first faulty lines; nothing is read then.
std::vector<Address> read_address_file(std::string_view csv);

}  // namespace cityhall
