#pragma once
// Where administrators begin.

#include "services/module.h"

namespace cityhall {

/// GET /admin
web::Response show_office(Call& call);
/// POST /admin/first-steps/dismissal
web::Response dismiss_first_steps(Call& call);
/// POST /admin/parked-events/retries
web::Response retry_parked(Call& call);

}  // namespace cityhall
