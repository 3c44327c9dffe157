#include "services/page/parcel_line.h"

#include "kernel/places/address_text.h"
#include "services/page/parts.h"

namespace cityhall {

using namespace web;
using namespace web::tag;

std::string parcel_address(Parcel const& parcel) { return with_query("/desk", {{"parcel", parcel.number}, {"status", "all"}}); }

Html parcel_line(Parcel const& parcel, std::string_view beside) {
  bool const new_address = !parcel.address.empty() && fold_address(parcel.address) != fold_address(beside);
  return group(a(href(parcel_address(parcel)), parcel.number),
               parcel.land_use.empty() ? nothing() : group(" · ", parcel.land_use), new_address ? group(" · ", parcel.address) : nothing());
}

}  // namespace cityhall
