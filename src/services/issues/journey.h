#pragma once
// What the handlers of the report's pages share, from the first photo to the last look.

#include "services/call.h"
#include "web/controls.h"

namespace cityhall {

/// What was typed and every fault, for the page that is shown again; a refusal that names no field stands above them all.
web::Entered entered_of(Call const& call, Refusal const& refusal);
/// Kept by no browser and no proxy: its address opens somebody's report.
web::Response private_page(web::Response response);

}  // namespace cityhall
