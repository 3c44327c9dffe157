#pragma once
// A parcel as staff see it beside a place. Never for public pages.

#include <string>
#include <string_view>

#include "kernel/parcels/parcel.h"
#include "web/html.h"

namespace cityhall {

/// All requests at the parcel: "/desk?parcel=49-07&status=all"
std::string parcel_address(Parcel const& parcel);
/// Number as the way there, land use, and the address where it is another one than what stands beside it.
web::Html parcel_line(Parcel const& parcel, std::string_view beside);

}  // namespace cityhall
