#pragma once
// A service as Open311 clients read it.

#include "services/call.h"
#include "services/preview.h"

namespace cityhall::open311 {
web::Html preview(Call const& call, Previewed const& shown);
}  // namespace cityhall::open311
