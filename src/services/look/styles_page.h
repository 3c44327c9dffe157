#pragma once
// GET /styles: all components in all states, in the scheme that is asked for (?scheme=light, dark or contrast).

#include "services/call.h"

namespace cityhall {

web::Response show_styles(Call& call);

}  // namespace cityhall
