#include "services/access/handlers.h"

#include "kernel/run_unit.h"
#include "kernel/sign_in/sign_in.h"
#include "services/access/entry.h"
#include "web/form.h"
#include "web/proxies.h"
#include "web/security.h"

namespace cityhall {
namespace {

Caller caller_of(Call const& call) {
  return {.address = web::network_of(call.request.remote_address),
          .language = call.language,
          .device = std::string{web::our_cookie(call.request, device_cookie)}};
}

struct EmailForm {
  std::string email;
};
struct CodeForm {
  std::string email;
  std::string code;
};
struct PasswordForm {
  std::string user;
  std::string password;
};

}  // namespace

web::Response show_sign_in(Call& call) {
  if (call.actor.kind != ActorKind::anonymous) return web::see_other(next_of(call).empty() ? "/work" : next_of(call));
  if (call.actor.account) return web::see_other(web::with_query("/account/second-factor", {{"next", next_of(call)}}));
  SignInView view{.next = next_of(call)};
  if (view.next.starts_with("/kept/"))
    view.notice = call.text(_("Your session has ended. What you wrote is kept: sign in, and it is there again."));
  return sign_in_page(call, view);
}

web::Response request_code(Call& call) {
  auto const form = web::read(web::Form<EmailForm>{web::field("email", &EmailForm::email)
                                                       .required()
                                                       .most(254)
                                                       .check(web::is_email, _("Enter an e-mail address like name@example.com."))},
                              call.request.form);
  request_sign_in_code(call.city, form.email, caller_of(call));
  return web::see_other(web::with_query("/sign-in/code", {{"email", form.email}, {"next", next_of(call)}}));
}

web::Response show_code(Call& call) { return code_page(call, {.next = next_of(call)}, std::string{call.request.query.get("email")}); }

web::Response sign_in_by_code(Call& call) {
  auto const form = web::read(web::Form<CodeForm>{web::field("email", &CodeForm::email).required().most(254),
                                                  web::field("code", &CodeForm::code).required().most(12)},
                              call.request.form);
  return signed_in(call, sign_in_with_code(call.city, form.email, form.code, caller_of(call)));
}

web::Response sign_in_by_password(Call& call) {
  auto const form = web::read(web::Form<PasswordForm>{web::field("user", &PasswordForm::user).required().most(254),
                                                      web::field("password", &PasswordForm::password).required().most(512)},
                              call.request.form);
  return signed_in(call, sign_in_with_password(call.city, form.user, form.password, caller_of(call)));
}

web::Response show_link(Call& call) {
  // A demo's links may be used again and again, so nothing is lost when a program follows one.
  if (call.city.settings.get()->demo && !link_holder(call.view(), call.path_value("token")).empty()) return sign_in_by_link(call);
  return link_page(call, link_holder(call.view(), call.path_value("token")));
}

web::Response sign_in_by_link(Call& call) {
  return signed_in(call, sign_in_with_link(call.city, call.path_value("token"), caller_of(call)));
}

web::Response show_second_factor(Call& call) { return second_factor_page(call, {.next = next_of(call)}); }

web::Response confirm_factor(Call& call) {
  auto const form = web::read(web::Form<CodeForm>{web::field("code", &CodeForm::code).required().most(12)}, call.request.form);
  return signed_in(call, confirm_second_factor(call.city, call.session_token_hash, digits_in(form.code),
                                               web::our_cookie(call.request, device_cookie)));
}

web::Response sign_out(Call& call) {
  if (!call.session_token_hash.empty()) {
    auto unit = call.unit();
    close_session(unit, call.session_token_hash);
  }
  auto response = web::see_other("/");
  web::clear_cookie(response, call.request, "session");
  if (!web::our_cookie(call.request, "tablet").empty()) web::clear_cookie(response, call.request, "tablet");
  return response;
}

web::Response sign_in_again(Call& call, Refusal const& refusal) {
  if (!shows_again(refusal)) throw refusal;
  return sign_in_page(call, view_of_refusal(call, refusal), status_for(refusal));
}

web::Response code_again(Call& call, Refusal const& refusal) {
  if (!shows_again(refusal)) throw refusal;
  return code_page(call, view_of_refusal(call, refusal), std::string{call.request.form.fields.get("email")}, status_for(refusal));
}

web::Response factor_again(Call& call, Refusal const& refusal) {
  if (!shows_again(refusal)) throw refusal;
  return second_factor_page(call, view_of_refusal(call, refusal), status_for(refusal));
}

}  // namespace cityhall
