#pragma once
// Roles: what they may do.

#include "services/module.h"

namespace cityhall {

web::Response show_roles(Call& call);
web::Response create_role(Call& call);
web::Response create_role_again(Call& call, Refusal const& refusal);
web::Response show_role(Call& call);
web::Response change_role(Call& call);
web::Response delete_role(Call& call);
web::Response role_again(Call& call, Refusal const& refusal);

}  // namespace cityhall
