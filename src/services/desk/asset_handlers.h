#pragma once
// Saying which asset a case is about, and taking it back.

#include "services/call.h"

namespace cityhall {

web::Response create_asset_link(Call& call);
web::Response delete_asset_link(Call& call);

}  // namespace cityhall
