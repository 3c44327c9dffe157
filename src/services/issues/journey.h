#pragma once
// What the handlers of the report's pages share, from the first photo to the last look.

#include "services/call.h"
#include "services/issues/beginning.h"
#include "web/controls.h"

namespace cityhall {

/// What was typed and every fault, for the page that is shown again; a refusal that names no field stands above them all.
web::Entered entered_of(Call const& call, Refusal const& refusal);
/// On to the next page; the browser keeps the way back to the report for seven days.
web::Response kept_on(Call const& call, Draft const& draft, std::string const& path);
web::Response kept_on(Call const& call, Beginning const& beginning, std::string const& path);
/// Kept by no browser and no proxy: its address opens somebody's report.
web::Response private_page(web::Response response);

}  // namespace cityhall
