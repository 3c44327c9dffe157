#pragma once
// Choosing what to follow. Whoever is signed in follows at once; everybody else confirms by a mailed link.

#include "services/module.h"

namespace cityhall {

/// GET /follow?kind=&zone=&street=&place=&service=
web::Response show_follow(Call& call);
/// POST /subscriptions
web::Response create_subscription(Call& call);
web::Response follow_again(Call& call, Refusal const& refusal);
/// GET and POST /requests/{number}/following
web::Response show_follow_request(Call& call);
web::Response follow_request(Call& call);
web::Response follow_request_again(Call& call, Refusal const& refusal);
/// GET and POST /subscriptions/confirmation/{token}: the button follows, so that a mail scanner does not.
web::Response show_confirmation(Call& call);
web::Response confirm_subscription(Call& call);

}  // namespace cityhall
