#pragma once
// The routes behind the private tracking link, and those of the public list.

#include "services/module.h"

namespace cityhall {

/// GET /track/{number}/{secret}
web::Response show_tracked(Call& call);
/// POST …/messages and …/reopening
web::Response write_message(Call& call);
web::Response reopen_tracked(Call& call);
/// POST …/rating
web::Response rate_tracked(Call& call);
web::Response tracked_again(Call& call, Refusal const& refusal);
/// GET /track/{number}/{secret}/live
web::Response tracked_live(Call& call);

}  // namespace cityhall
