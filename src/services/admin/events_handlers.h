#pragma once
// The audit trail.

#include "services/module.h"

namespace cityhall {

/// GET /admin/events
web::Response show_events(Call& call);

}  // namespace cityhall
