#pragma once
// The versions of a service: what changed from one to another, and back to an older one.

#include "services/module.h"

namespace cityhall {

/// GET /admin/services/{service}/comparison?from=1&to=2
web::Response show_comparison(Call& call);
/// POST /admin/services/{service}/rollbacks, version=1
web::Response roll_back_service(Call& call);

}  // namespace cityhall
