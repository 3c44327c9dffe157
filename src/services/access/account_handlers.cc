#include "services/access/account_handlers.h"

#include "kernel/sign_in/sign_in.h"
#include "services/access/account_pages.h"
#include "services/access/entry.h"
#include "web/form.h"

namespace cityhall {
namespace {

struct OwnPasswordForm {
  std::string present;
  std::string next;
};

struct FactorForm {
  std::string code;
};

Account own_account(Call const& call) { return account(call.view(), call.actor.account); }

FactorSetupView setup_view(Call const& call, SignInView form) {
  return {.form = std::move(form),
          .has_factor = own_account(call).has_second_factor,
          .needed = call.actor.kind == ActorKind::anonymous};
}

PasswordView password_view(Call const& call, SignInView form) {
  return {.form = std::move(form),
          .asks_for_present = asks_for_present_password(call.view(), call.session_token_hash),
          .has_factor = own_account(call).has_second_factor};
}

web::Response begin_factor(Call& call) {
  auto view = setup_view(call, {.next = next_of(call)});
  auto unit = call.unit();
  view.begun = begin_second_factor(unit, call.actor.account);
  return factor_setup_page(call, view);
}

}  // namespace

web::Response show_own_account(Call& call) { return own_account_page(call, own_account(call)); }

web::Response show_password(Call& call) { return password_page(call, password_view(call, {})); }

web::Response save_password(Call& call) {
  auto const form = web::read(web::Form<OwnPasswordForm>{web::field("present_password", &OwnPasswordForm::present).most(512),
                                                         web::field("password", &OwnPasswordForm::next).required().most(512)},
                              call.request.form);
  auto const session = change_own_password(
      call.city, call.actor, {.present = form.present, .next = form.next, .session_token_hash = call.session_token_hash});
  auto response = web::see_other("/account?saved=yes");
  set_session_cookie(response, call, session);
  return response;
}

web::Response password_again(Call& call, Refusal const& refusal) {
  if (!shows_again(refusal)) throw refusal;
  return password_page(call, password_view(call, view_of_refusal(call, refusal)), status_for(refusal));
}

web::Response show_factor_setup(Call& call) { return factor_setup_page(call, setup_view(call, {.next = next_of(call)})); }

web::Response set_factor_up(Call& call) {
  if (call.request.form.fields.has("begin")) return begin_factor(call);
  auto const form = web::read(web::Form<FactorForm>{web::field("code", &FactorForm::code).required().most(12)}, call.request.form);
  auto const next = next_of(call);
  auto unit = call.unit();
  finish_second_factor(unit, call.actor.account, digits_in(form.code));
  // It may do more from now on: nobody who saw the token before comes along.
  auto const session = rotate_session(unit, call.session_token_hash);
  auto response = web::see_other(next.empty() ? "/account?saved=yes" : next);
  set_session_cookie(response, call, session);
  return response;
}

web::Response factor_setup_again(Call& call, Refusal const& refusal) {
  if (!shows_again(refusal)) throw refusal;
  auto view = setup_view(call, view_of_refusal(call, refusal));
  view.begun = begun_second_factor(call.view(), call.actor.account);
  return factor_setup_page(call, view, status_for(refusal));
}

}  // namespace cityhall
