#include "services/field/renewal_handlers.h"

#include "base/json.h"
#include "base/refusal.h"
#include "kernel/accounts/tablet.h"
#include "services/field/push.h"
#include "web/security.h"

namespace cityhall {
namespace {

constexpr std::string_view tablet_cookie = "tablet";

/// A cookie that ends when what it opens ends.
web::Cookie until(Call const& call, std::string_view name, std::string_view value, Time expires) {
  return {name, value, std::chrono::duration_cast<std::chrono::seconds>(expires - call.now)};
}

web::Response told(Json const& answer, int status = 200) {
  auto response = web::json(to_text(answer), status);
  web::no_store(response);
  return response;
}

/// As a refusal looks to a script. It is no exception: what was found out about the secret stays written.
web::Response opens_nothing(Call const& call) {
  auto response = told({{"error", {{"code", "unauthenticated"}, {"message", call.text(_("You are not signed in."))}}}}, 401);
  web::clear_cookie(response, call.request, tablet_cookie);
  return response;
}

}  // namespace

web::Response enrol_this_tablet(Call& call) {
  auto unit = call.unit();
  auto const secret = enrol_tablet(unit, call.session_token_hash, web::our_cookie(call.request, tablet_cookie));
  auto response = told({{"kept", secret.has_value()}});
  if (secret) web::set_cookie(response, call.request, until(call, tablet_cookie, secret->secret, secret->expires));
  else web::clear_cookie(response, call.request, tablet_cookie);
  return response;
}

web::Response renew_this_session(Call& call) {
  auto const secret = web::our_cookie(call.request, tablet_cookie);
  if (secret.empty()) return opens_nothing(call);
  auto unit = call.unit();
  auto const renewed = renew_session(unit, secret);
  if (!renewed) return opens_nothing(call);
  follow_push_devices(unit, renewed->session_before, renewed->session_now);
  auto response = told({{"account", to_text(renewed->session.account)}});
  web::set_cookie(response, call.request, until(call, "session", renewed->session.token, renewed->session.expires));
  web::set_cookie(response, call.request, until(call, tablet_cookie, renewed->secret.secret, renewed->secret.expires));
  return response;
}

}  // namespace cityhall
