#include "services/access/pages.h"

#include "services/page/parts.h"

namespace cityhall {
namespace {

using namespace web;
using namespace web::tag;

Html email_field(SignInView const& view, std::string_view purpose) {
  return input_field({.name = "email",
                      .label = _("E-mail address"),
                      .entered = &view.entered,
                      .required = true,
                      .type = "email",
                      .attributes = {autocomplete(purpose)}});
}

}  // namespace

Html told(SignInView const& view) {
  return group(view.notice.empty() ? nothing() : div(cls("note bad"), role("alert"), p(view.notice)), error_summary(view.entered.errors));
}

Response sign_in_page(Call const& call, SignInView const& view, int status) {
  auto const residents = section(cls("panel"), h2(_("Residents")), p(_("We mail you a code with six digits. No password is needed.")),
                                 post_form({.action = "/sign-in/code-requests", .csrf_token = call.csrf_token},
                                           hidden_field("next", view.next), email_field(view, "email"), submit(_("Send me a code"))));
  auto const staff = section(cls("panel"), h2(_("City staff")),
                             post_form({.action = "/sign-in/password", .csrf_token = call.csrf_token}, hidden_field("next", view.next),
                                       input_field({.name = "user",
                                                    .label = _("E-mail address"),
                                                    .entered = &view.entered,
                                                    .required = true,
                                                    .type = "email",
                                                    .attributes = {autocomplete("username")}}),
                                       input_field({.name = "password",
                                                    .label = _("Password"),
                                                    .required = true,
                                                    .type = "password",
                                                    .attributes = {autocomplete("current-password")}}),
                                       submit(_("Sign in"))));
  return page(call, {.title = _("Sign in"), .content = div(cls("read"), h1(_("Sign in")), told(view), residents, staff)}, status);
}

Response code_page(Call const& call, SignInView const& view, std::string const& email, int status) {
  auto const form =
      post_form({.action = "/sign-in/code", .csrf_token = call.csrf_token}, hidden_field("email", email), hidden_field("next", view.next),
                input_field({.name = "code",
                             .label = _("Code from the mail"),
                             .entered = &view.entered,
                             .required = true,
                             .attributes = {autocomplete("one-time-code"), inputmode("numeric"), cls("code"), maxlength(10)}}),
                submit(_("Sign in")));
  auto const content = div(
      cls("read"), h1(_("Look into your mail")),
      p(cls("lead"),
        sentence(_("If {email} is right, a code with six digits is on its way. It is good for ten minutes."), {{"email", strong(email)}})),
      told(view), form, p(a(href("/sign-in"), _("Use another address"))));
  return page(call, {.title = _("Look into your mail"), .content = content}, status);
}

Response link_page(Call const& call, std::string const& holder) {
  if (holder.empty()) {
    auto const content = div(cls("read"), h1(_("This link is used up or too old")),
                             p(cls("lead"), _("Ask whoever sent it for a new one, or sign in another way.")),
                             p(a(cls("button"), href("/sign-in"), _("Sign in"))));
    return page(call, {.title = _("This link is used up or too old"), .content = content}, 404);
  }
  auto const content = div(cls("read"), h1(sentence(_("Sign in as {name}?"), {{"name", group(holder)}})),
                           post_form({.action = call.request.path, .csrf_token = call.csrf_token}, submit(_("Sign in"))));
  return page(call, {.title = _("Sign in"), .content = content});
}

Response second_factor_page(Call const& call, SignInView const& view, int status) {
  auto const form =
      post_form({.action = "/sign-in/second-factor", .csrf_token = call.csrf_token}, hidden_field("next", view.next),
                input_field({.name = "code",
                             .label = _("Code from your authenticator app"),
                             .entered = &view.entered,
                             .required = true,
                             .attributes = {autocomplete("one-time-code"), inputmode("numeric"), cls("code"), maxlength(10)}}),
                submit(_("Sign in")));
  return page(call, {.title = _("Second factor"), .content = div(cls("read"), h1(_("Second factor")), told(view), form)}, status);
}

}  // namespace cityhall
