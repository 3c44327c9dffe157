#pragma once
// The keys of the desk's pages, as a page that needs no script.
#include "services/module.h"

namespace cityhall {

/// GET /desk/keys
web::Response show_desk_keys(Call& call);

}  // namespace cityhall
