#pragma once
// What is wrong with this installation, for administrators.

#include "services/module.h"

namespace cityhall {
web::Response show_health_report(Call& call);
/// POST /admin/health/connections: the same, with the mail server and the own address tried.
web::Response try_connections(Call& call);
}  // namespace cityhall
