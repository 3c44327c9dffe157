#pragma once
// Looking up assets.

#include "services/call.h"

namespace cityhall {

web::Response show_assets(Call& call);
web::Response show_asset(Call& call);

}  // namespace cityhall
