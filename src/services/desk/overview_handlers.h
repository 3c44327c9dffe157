#pragma once
// The manager's figures.

#include "services/module.h"

namespace cityhall {

/// GET /desk/overview
web::Response show_overview(Call& call);

}  // namespace cityhall
