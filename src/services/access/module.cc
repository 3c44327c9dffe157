#include "services/access/module.h"

#include "kernel/requests/kept_form.h"
#include "services/access/account_handlers.h"
#include "services/access/handlers.h"
#include "services/access/kept_handlers.h"

namespace cityhall {
namespace {

using enum web::Method;

std::vector<Route> resident_routes() {
  return {
      {.method = GET,
       .path = "/sign-in",
       .permission = "public",
       .access = Access::read,
       .handler = show_sign_in,
       .summary = _("The ways in")},
      {.method = POST,
       .path = "/sign-in/code-requests",
       .permission = "public",
       .access = Access::apart,
       .handler = request_code,
       .summary = _("Mail a code with six digits"),
       .redisplay = sign_in_again},
      {.method = GET,
       .path = "/sign-in/code",
       .permission = "public",
       .access = Access::read,
       .handler = show_code,
       .summary = _("Where the mailed code is typed")},
      {.method = POST,
       .path = "/sign-in/code",
       .permission = "public",
       .access = Access::apart,
       .handler = sign_in_by_code,
       .summary = _("Sign in with the mailed code"),
       .redisplay = code_again},
      {.method = POST, .path = "/sign-out", .permission = "public", .access = Access::write, .handler = sign_out, .summary = _("Sign out")},
  };
}

std::vector<Route> staff_routes() {
  return {
      {.method = POST,
       .path = "/sign-in/password",
       .permission = "public",
       .access = Access::apart,
       .handler = sign_in_by_password,
       .summary = _("Sign in with a password"),
       .redisplay = sign_in_again},
      {.method = GET,
       .path = "/sign-in/link/{token}",
       .permission = "public",
       .access = Access::apart,
       .handler = show_link,
       .summary = _("What a sign-in link is for")},
      {.method = POST,
       .path = "/sign-in/link/{token}",
       .permission = "public",
       .access = Access::apart,
       .handler = sign_in_by_link,
       .summary = _("Sign in with a link")},
      {.method = GET,
       .path = "/sign-in/second-factor",
       .permission = "public",
       .access = Access::read,
       .handler = show_second_factor,
       .summary = _("Where the second factor is typed")},
      {.method = POST,
       .path = "/sign-in/second-factor",
       .permission = "public",
       .access = Access::apart,
       .handler = confirm_factor,
       .summary = _("Confirm the second factor"),
       .redisplay = factor_again},
      {.method = GET,
       .path = "/kept/{token}",
       .permission = "signed-in",
       .access = Access::read,
       .handler = show_kept,
       .summary = _("What one had written when the session ended")},
  };
}

std::vector<Route> account_routes() {
  return {
      {.method = GET,
       .path = "/account",
       .permission = "signed-in",
       .access = Access::read,
       .handler = show_own_account,
       .summary = _("The own account")},
      {.method = GET,
       .path = "/account/password",
       .permission = "signed-in",
       .access = Access::read,
       .handler = show_password,
       .summary = _("Where a password is set")},
      {.method = POST,
       .path = "/account/password",
       .permission = "signed-in",
       .access = Access::apart,
       .handler = save_password,
       .summary = _("Set one's password"),
       .redisplay = password_again},
      {.method = GET,
       .path = "/account/second-factor",
       .permission = "signed-in",
       .access = Access::read,
       .handler = show_factor_setup,
       .summary = _("Where a second factor is set up")},
      {.method = POST,
       .path = "/account/second-factor",
       .permission = "signed-in",
       .access = Access::write,
       .handler = set_factor_up,
       .summary = _("Show the secret of a new second factor, and switch it on with its first code"),
       .redisplay = factor_setup_again},
  };
}

}  // namespace

Module access_module() {
  auto routes = resident_routes();
  for (auto&& route : staff_routes()) routes.push_back(route);
  for (auto&& route : account_routes()) routes.push_back(route);
  return {.name = "access",
          .title = _("Sign-in"),
          .routes = std::move(routes),
          .jobs = {{"forget kept forms", std::chrono::hours{1}, forget_kept_forms}}};
}

}  // namespace cityhall
