#pragma once
// People: add, change, disable, invite.

#include "services/module.h"

namespace cityhall {

web::Response show_users(Call& call);
web::Response show_new_user(Call& call);
web::Response create_user(Call& call);
web::Response create_user_again(Call& call, Refusal const& refusal);
web::Response show_user(Call& call);
web::Response rename_user(Call& call);
web::Response change_user_roles(Call& call);
web::Response change_user_crew(Call& call);
web::Response disable_user(Call& call);
web::Response enable_user(Call& call);
web::Response create_user_link(Call& call);
web::Response end_user_sessions(Call& call);
web::Response remove_user_factor(Call& call);
/// The person's page with what was refused.
web::Response user_again(Call& call, Refusal const& refusal);

}  // namespace cityhall
