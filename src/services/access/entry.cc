#include "services/access/entry.h"

#include "kernel/sign_in/device.h"
#include "web/security.h"

namespace cityhall {
namespace {

constexpr auto device_life = std::chrono::days{400};  // the longest that browsers keep

std::string_view missing_step(SecondFactor factor) {
  if (factor == SecondFactor::due) return "/sign-in/second-factor";
  return factor == SecondFactor::to_enrol ? "/account/second-factor" : "";
}

}  // namespace

std::string next_of(Call const& call) {
  auto next = std::string{call.request.form.fields.get("next")};
  if (next.empty()) next = call.request.query.get("next");
  bool const ours = next.size() > 1 && next[0] == '/' && next[1] != '/' && next[1] != '\\';
  return ours ? next : std::string{};
}

void set_session_cookie(web::Response& response, Call const& call, NewSession const& session) {
  auto const life = std::chrono::duration_cast<std::chrono::seconds>(session.expires - call.now);
  web::set_cookie(response, call.request, {"session", session.token, life});
}

web::Response signed_in(Call const& call, NewSession const& session) {
  auto const next = next_of(call);
  auto const step = missing_step(session.second_factor);
  auto response = web::see_other(!step.empty() ? web::with_query(step, {{"next", next}}) : next.empty() ? "/work" : next);
  set_session_cookie(response, call, session);
  bool const proven = session.second_factor != SecondFactor::due;
  if (proven && !is_device_of(call.city, session.account, web::our_cookie(call.request, device_cookie)))
    web::set_cookie(response, call.request, {device_cookie, device_token(call.city, session.account), device_life});
  return response;
}

SignInView view_of_refusal(Call const& call, Refusal const& refusal) {
  SignInView view{.next = next_of(call), .entered = {.values = call.request.form.fields, .errors = refusal.fields}};
  if (refusal.fields.empty()) view.notice = call.text(refusal.message) + " " + call.text(refusal.fix);
  return view;
}

int status_for(Refusal const& refusal) {
  return refusal.kind == RefusalKind::too_many ? 429 : refusal.kind == RefusalKind::unauthenticated ? 401 : 422;
}

bool shows_again(Refusal const& refusal) {
  return refusal.kind == RefusalKind::invalid || refusal.kind == RefusalKind::unauthenticated || refusal.kind == RefusalKind::too_many;
}

std::string digits_in(std::string_view typed) {
  std::string digits;
  for (char const letter : typed)
    if (letter >= '0' && letter <= '9') digits += letter;
  return digits;
}

}  // namespace cityhall
