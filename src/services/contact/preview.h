#pragma once
// A service as the script that agents read out, before it is published.

#include "services/call.h"
#include "services/preview.h"

namespace cityhall {
web::Html preview_phone(Call const& call, Previewed const& shown);
web::Html preview_counter(Call const& call, Previewed const& shown);
}  // namespace cityhall
