#pragma once
// What somebody had written when their session ended, after they have signed in again.

#include "services/call.h"

namespace cityhall {

web::Response show_kept(Call& call);

}  // namespace cityhall
