#pragma once
// The audit trail.

#include "services/module.h"

namespace cityhall {

/// GET /admin/events
web::Response show_events(Call& call);
/// GET /admin/events.csv: the same filter, at most 20,000 rows.
web::Response export_events(Call& call);

}  // namespace cityhall
