#include "services/admin/users_handlers.h"

#include "base/text.h"
#include "kernel/accounts/session.h"
#include "kernel/sign_in/sign_in.h"
#include "services/admin/users_pages.h"

namespace cityhall {
namespace {

constexpr auto invitation_life = std::chrono::hours{72};
constexpr auto link_life = std::chrono::hours{24};

AccountId asked_account(Call const& call) { return AccountId{parse_id(call.path_value("user"))}; }
web::Response back_to_user(Call const& call) { return saved(user_path(asked_account(call))); }

AccountFilter filter_of(web::Parameters const& query) {
  AccountFilter filter{.kind = AccountKind::staff,
                       .role = std::string{query.get("role")},
                       .words = std::string{trim(query.get("words"))},
                       .after = AccountId{parse_id(query.get("after"))}};
  if (query.get("kind") == "resident") filter.kind = AccountKind::resident;
  if (query.get("kind") == "all") filter.kind = std::nullopt;
  return filter;
}

struct UserForm {
  std::string name;
  std::string email;
  std::vector<std::string> roles;
  std::string crew;
};

web::Form<UserForm> user_form() {
  return {
      web::field("name", &UserForm::name).required().most(200),
      web::field("email", &UserForm::email).required().most(254).check(web::is_email, _("Enter an e-mail address like name@example.com.")),
      web::field("roles", &UserForm::roles).required(), web::field("crew", &UserForm::crew).most(20)};
}

web::Response shown_link(Call& call, Account const& account, LinkUse use, std::chrono::minutes life) {
  auto unit = call.unit();
  auto const token = make_sign_in_link(unit, account.id, use, life);
  return user_link_page(call, {.name = account.name.empty() ? account.email : account.name,
                               .path = user_path(account.id),
                               .link = sign_in_link_url(call.city, token),
                               .expires = call.now + life});
}

}  // namespace

web::Response show_users(Call& call) {
  auto const filter = filter_of(call.request.query);
  return user_list_page(call, {.filter = filter, .accounts = accounts(call.view(), filter), .roles = roles(call.view())});
}

web::Response show_new_user(Call& call) { return new_user_page(call, {.roles = roles(call.view())}); }

web::Response create_user(Call& call) {
  auto const form = web::read(user_form(), call.request.form);
  auto unit = call.unit();
  auto const id = create_account(unit, {.email = form.email, .name = form.name, .crew = CrewId{parse_id(form.crew)}, .roles = form.roles});
  return shown_link(call, account(call.view(), id), LinkUse::invitation, invitation_life);
}

web::Response create_user_again(Call& call, Refusal const& refusal) {
  return new_user_page(call, {.roles = roles(call.view()), .told = told_of(call, refusal)});
}

web::Response show_user(Call& call) {
  return user_page(call, {.account = account(call.view(), asked_account(call)), .roles = roles(call.view())});
}

web::Response rename_user(Call& call) {
  auto const name = web::read(web::Form<UserForm>{web::field("name", &UserForm::name).required().most(200)}, call.request.form).name;
  auto const before = account(call.view(), asked_account(call));
  auto unit = call.unit();
  rename_account(unit, before.id, name, before.language);
  return back_to_user(call);
}

web::Response change_user_roles(Call& call) {
  auto const form = web::read(web::Form<UserForm>{web::field("roles", &UserForm::roles)}, call.request.form);
  auto unit = call.unit();
  set_roles(unit, asked_account(call), form.roles);
  return back_to_user(call);
}

web::Response change_user_crew(Call& call) {
  auto const form = web::read(web::Form<UserForm>{web::field("crew", &UserForm::crew).most(20)}, call.request.form);
  auto unit = call.unit();
  set_crew(unit, asked_account(call), CrewId{parse_id(form.crew)});
  return back_to_user(call);
}

web::Response disable_user(Call& call) {
  auto unit = call.unit();
  disable_account(unit, asked_account(call));
  return back_to_user(call);
}

web::Response enable_user(Call& call) {
  auto unit = call.unit();
  enable_account(unit, asked_account(call));
  return back_to_user(call);
}

web::Response create_user_link(Call& call) {
  auto const person = account(call.view(), asked_account(call));
  auto const first = person.kind == AccountKind::staff && !person.has_password;
  return shown_link(call, person, first ? LinkUse::invitation : LinkUse::sign_in, first ? invitation_life : link_life);
}

web::Response end_user_sessions(Call& call) {
  auto unit = call.unit();
  // Whoever ends the own sessions keeps the one in hand.
  close_sessions(unit, asked_account(call), call.session_token_hash);
  return back_to_user(call);
}

web::Response remove_user_factor(Call& call) {
  auto unit = call.unit();
  remove_second_factor(unit, asked_account(call));
  return back_to_user(call);
}

web::Response user_again(Call& call, Refusal const& refusal) {
  auto told = told_of(call, refusal);
  return user_page(call, {.account = account(call.view(), asked_account(call)), .roles = roles(call.view()), .told = std::move(told)});
}

}  // namespace cityhall
