#pragma once
// A service as crews meet it, before it is published.

#include "services/call.h"
#include "services/preview.h"

namespace cityhall {
/// The work order of a request: its card, and what can be done with it.
web::Html preview_work_order(Call const& call, Previewed const& shown);
/// The form for what a crew finds.
web::Html preview_found(Call const& call, Previewed const& shown);
}  // namespace cityhall
