#pragma once
// Load and overdue, by crew and by queue: for supervisors.
#include "services/module.h"

namespace cityhall {

/// GET /desk/load
web::Response show_load(Call& call);

}  // namespace cityhall
