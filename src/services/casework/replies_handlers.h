#pragma once
// The routes of prepared replies.
#include "services/module.h"

namespace cityhall {

web::Response show_replies(Call& call);
web::Response show_prepared_reply(Call& call);
/// Makes one, or changes the one of the path
web::Response save_reply(Call& call);
web::Response reply_again(Call& call, Refusal const& refusal);
web::Response delete_reply(Call& call);

}  // namespace cityhall
