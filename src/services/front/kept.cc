#include "services/front/kept.h"

#include "base/log.h"
#include "kernel/accounts/session.h"
#include "kernel/requests/kept_form.h"
#include "kernel/run_unit.h"
#include "web/security.h"

namespace cityhall {
namespace {

/// Everything that was typed, but no passwords, and not the token of the ended session.
KeptForm form_to_keep(web::Request const& request) {
  KeptForm form{.path = request.path};
  for (auto const& field : request.form.fields)
    if (field.name != "csrf" && field.name.find("password") == std::string::npos) form.fields.emplace_back(field.name, field.value);
  return form;
}

}  // namespace

std::string keep_for_its_writer(City& city, web::Request const& request) {
  auto const cookie = web::our_cookie(request, "session");
  if (web::is_safe(request.method) || cookie.empty() || request.form.fields.empty()) return {};
  Actor const nobody;
  auto const writer = run_view(city, nobody, [&](View const& view) { return owner_of_session(view, session_token_hash(cookie)); });
  if (!writer) return {};
  try {
    return run_unit(city, nobody, [&](Unit& unit) { return keep_form(unit, *writer, form_to_keep(request)); });
  } catch (std::exception const& fault) {
    log_error("a form could not be kept until its writer has signed in again", {{"path", request.path}, {"cause", fault.what()}});
    return {};
  }
}

}  // namespace cityhall
