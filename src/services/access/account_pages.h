#pragma once
// Pages of the own account.

#include <optional>

#include "kernel/accounts/account.h"
#include "kernel/sign_in/sign_in.h"
#include "services/access/pages.h"

namespace cityhall {

/// Who it is, and the ways to the password and the second factor.
web::Response own_account_page(Call const& call, Account const& account);

struct PasswordView {
  SignInView form{};
  bool asks_for_present = false;
  bool has_factor = false;
};
/// The new password, and the present one where it is asked for.
web::Response password_page(Call const& call, PasswordView const& view, int status = 200);

struct FactorSetupView {
  SignInView form{};
  bool has_factor = false;
  bool needed = false;  // the city asks for it before anything else
  std::optional<TotpEnrolment> begun{};
};
/// What it is and a button; with `begun` the secret, as a picture and in letters, and the field for the first code.
web::Response factor_setup_page(Call const& call, FactorSetupView const& view, int status = 200);

}  // namespace cityhall
