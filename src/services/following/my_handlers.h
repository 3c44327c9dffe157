#pragma once
// A resident's own page, after sign-in with a mailed code.

#include "services/module.h"

namespace cityhall {

/// GET /my-requests
web::Response show_my_requests(Call& call);
/// POST /my-requests/settings: pace, language, and mails again after they were stopped.
web::Response save_my_settings(Call& call);
/// POST /my-requests/subscriptions/{subscription}/end
web::Response end_my_subscription(Call& call);
/// POST /my-requests/followed/{number}/end
web::Response end_my_following(Call& call);
/// GET /my-requests/data.json
web::Response download_my_data(Call& call);

}  // namespace cityhall
