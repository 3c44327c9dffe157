#pragma once
// The pages of a report, before the service is published.

#include "services/call.h"
#include "services/preview.h"

namespace cityhall {
web::Html preview_report(Call const& call, Previewed const& shown);
}  // namespace cityhall
