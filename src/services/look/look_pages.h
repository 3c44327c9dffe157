#pragma once
// The form of the city's look.

#include <string>
#include <string_view>

#include "kernel/look/palette.h"
#include "services/page/office.h"

namespace cityhall {

/// "look.light.paper": the name of a colour's control.
std::string colour_field(Scheme scheme, std::string_view name);
web::Response look_page(Call const& call, CityLook const& look, Told const& told);

}  // namespace cityhall
