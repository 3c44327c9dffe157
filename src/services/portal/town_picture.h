#pragma once
// The town as a drawn picture: its zones, and lately reported problems as dots. Made on the server, needs no script and no other host.

#include <vector>

#include "kernel/cases/public_case.h"
#include "services/page/page.h"

namespace cityhall {

/// An SVG with its description; nothing when the city has no zones and no cases to draw.
web::Html town_picture(Call const& call, std::vector<PublicCase> const& cases);

}  // namespace cityhall
