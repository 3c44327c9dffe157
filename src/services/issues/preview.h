#pragma once
// The pages of a report, before the service is published.

#include "services/call.h"
#include "services/preview.h"

namespace cityhall {
web::Html preview_web(Call const& call, Previewed const& shown);
/// The same on a kiosk: the tile that leads to it, and what is asked there, for fingers.
web::Html preview_kiosk(Call const& call, Previewed const& shown);
}  // namespace cityhall
