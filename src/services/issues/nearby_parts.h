#pragma once
// Requests near a place, for those who are about to report: as pictures on the map, and as a list.

#include <span>

#include "kernel/cases/public_case.h"
#include "services/page/page.h"

namespace cityhall {

/// The place in the middle, each request where it lies: with its photo where it has one, else as a dot.
web::Html nearby_map(Call const& call, Point here, std::span<PublicCase const> requests);
/// Photo, title, state, address and age, each a link to its page.
web::Html nearby_list(Call const& call, std::span<PublicCase const> requests);

}  // namespace cityhall
