#include "services/access/account_pages.h"

#include "services/page/parts.h"
#include "services/page/qr.h"

namespace cityhall {
namespace {

using namespace web;
using namespace web::tag;

Surface surface_of(Call const& call) { return call.actor.is_staff() ? Surface::staff : Surface::resident; }

/// "ABCD EFGH …": easier to copy by hand.
std::string in_fours(std::string_view letters) {
  std::string text;
  for (std::size_t i = 0; i < letters.size(); ++i) {
    if (i > 0 && i % 4 == 0) text += ' ';
    text += letters[i];
  }
  return text;
}

Html began(Call const& call, FactorSetupView const& view) {
  return group(
      ol(li(_("Open an authenticator app on your phone, and choose to add an account.")),
         li(_("Point the camera at this picture. Where there is no camera, type the letters below it."),
            figure(cls("qr large"), qr_picture(view.begun->uri, _("A QR code with the secret for the authenticator app")))),
         li(_("Enter the six digits that the app shows now."))),
      p(_("The same secret in letters, based on time, six digits:")), p(cls("secret"), in_fours(view.begun->secret_base32)),
      post_form({.action = "/account/second-factor", .csrf_token = call.csrf_token}, hidden_field("next", view.form.next),
                input_field({.name = "code",
                             .label = _("Code from your authenticator app"),
                             .entered = &view.form.entered,
                             .required = true,
                             .attributes = {autocomplete("one-time-code"), inputmode("numeric"), cls("code"), maxlength(10)}}),
                submit(_("Switch the second factor on"))),
      p(cls("hint"), _("The secret is shown only now. Nobody can sign in as you with the password alone from then on.")));
}

Html not_begun(Call const& call, FactorSetupView const& view) {
  return group(p(_("You need an authenticator app, such as Aegis, FreeOTP, Google Authenticator or a password manager.")),
               post_form({.action = "/account/second-factor", .csrf_token = call.csrf_token}, hidden_field("begin", "yes"),
                         hidden_field("next", view.form.next), submit(_("Show the secret for the app"))));
}

Html present_factor() {
  return group(note("good", p(_("Your account has a second factor. You are asked for its code when you sign in."))),
               p(_("A new phone? An administrator removes the second factor, then you set it up again here.")),
               p(a(href("/account"), _("Back to your account"))));
}

/// Whoever must set it up sees a resident's menu, which has no way out.
Html way_out(Call const& call, FactorSetupView const& view) {
  if (!view.needed) return nothing();
  return post_form({.action = "/sign-out", .csrf_token = call.csrf_token}, button(type("submit"), cls("plain"), _("Sign out")));
}

Html present_field(PasswordView const& view) {
  if (!view.asks_for_present) return nothing();
  return input_field({.name = "present_password",
                      .label = _("Present password"),
                      .hint = group(_("Forgotten? An administrator can send you a sign-in link.")),
                      .entered = &view.form.entered,
                      .required = true,
                      .type = "password",
                      .attributes = {autocomplete("current-password")}});
}

}  // namespace

Response own_account_page(Call const& call, Account const& account) {
  auto const password = account.has_password ? _("Change the password") : _("Set a password");
  auto const factor = account.has_second_factor ? _("About the second factor") : _("Set up a second factor");
  auto const known = facts({{_("Name"), group(account.name)},
                            {_("E-mail"), group(account.email)},
                            {_("Password"), group(account.has_password ? _("Set") : _("Not set"))},
                            {_("Second factor"), group(account.has_second_factor ? _("Yes") : _("No"))}});
  auto const saved = call.request.query.get("saved") == "yes" ? note("good", p(role("status"), _("Saved."))) : nothing();
  auto const content = div(cls("read"), h1(_("Your account")), saved, div(cls("panel"), known),
                           div(cls("actions"), a(cls("button"), href("/account/password"), password),
                               a(cls("button"), href("/account/second-factor"), factor)));
  return page(call, {.title = _("Your account"), .content = content, .surface = surface_of(call)});
}

Response password_page(Call const& call, PasswordView const& view, int status) {
  auto const least = view.has_factor ? _("At least 8 characters. A few words that only you would put together are best.")
                                     : _("At least 15 characters. A few words that only you would put together are best.");
  auto const form = post_form({.action = "/account/password", .csrf_token = call.csrf_token}, present_field(view),
                              input_field({.name = "password",
                                           .label = _("New password"),
                                           .hint = group(least),
                                           .entered = &view.form.entered,
                                           .required = true,
                                           .type = "password",
                                           .attributes = {autocomplete("new-password")}}),
                              submit(_("Set the password")));
  auto const content = div(cls("read"), h1(_("Set a password")), told(view.form), form,
                           p(cls("hint"), _("Everybody who is signed in with the old one is signed out, and you get a mail.")));
  return page(call, {.title = _("Set a password"), .content = content, .surface = surface_of(call)}, status);
}

Response factor_setup_page(Call const& call, FactorSetupView const& view, int status) {
  auto const lead = view.needed ? _("The city asks all staff for a second factor. Set yours up now, then you can go on.")
                                : _("With a second factor, a stolen password alone opens nothing.");
  auto const step = view.has_factor ? present_factor() : view.begun ? began(call, view) : not_begun(call, view);
  auto const content = div(cls("read"), h1(_("Second factor")), p(cls("lead"), lead), told(view.form), step, way_out(call, view));
  auto response = page(call, {.title = _("Second factor"), .content = content, .surface = surface_of(call)}, status);
  no_store(response);
  response.compress = false;  // a secret beside what others could choose: BREACH
  return response;
}

}  // namespace cityhall
