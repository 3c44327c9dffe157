#pragma once
// The own account: its password and its second factor.

#include "services/module.h"

namespace cityhall {

web::Response show_own_account(Call& call);
web::Response show_password(Call& call);
web::Response save_password(Call& call);
web::Response password_again(Call& call, Refusal const& refusal);
web::Response show_factor_setup(Call& call);
/// With `begin` it shows the secret, this once; with the first `code` the factor is there.
web::Response set_factor_up(Call& call);
web::Response factor_setup_again(Call& call, Refusal const& refusal);

}  // namespace cityhall
