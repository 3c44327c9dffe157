#pragma once
// The routes of the ways in.

#include "services/module.h"

namespace cityhall {

web::Response show_sign_in(Call& call);
web::Response request_code(Call& call);
web::Response show_code(Call& call);
web::Response sign_in_by_code(Call& call);
web::Response sign_in_by_password(Call& call);
web::Response show_link(Call& call);
web::Response sign_in_by_link(Call& call);
web::Response show_second_factor(Call& call);
web::Response confirm_factor(Call& call);
web::Response sign_out(Call& call);
/// The page of the form again, with what was wrong.
web::Response sign_in_again(Call& call, Refusal const& refusal);
web::Response code_again(Call& call, Refusal const& refusal);
web::Response factor_again(Call& call, Refusal const& refusal);

}  // namespace cityhall
