#include "services/front/guard.h"

#include "base/crypto.h"
#include "base/text.h"
#include "kernel/accounts/api_key.h"
#include "kernel/accounts/gate.h"
#include "store/database.h"
#include "web/proxies.h"
#include "web/security.h"

namespace cityhall {
namespace {

constexpr Rate page_rate{.burst = 1200, .per = std::chrono::minutes{1}};
constexpr Rate anonymous_write_rate{.burst = 60, .per = std::chrono::minutes{1}};
constexpr Rate hook_rate{.burst = 3000, .per = std::chrono::minutes{1}};  // a provider calls from few addresses
constexpr Rate local_write_rate{.burst = 6000, .per = std::chrono::minutes{1}};

Refusal wrong_key() {
  return forbidden("key.wrong", _("This API key is not known here, or it was switched off."),
                   _("Check the key, or ask the city for a new one."));
}

/// The JSON API answers 401 to a key that opens nothing (RFC 9110 section 15.5.2); GeoReport wants 403.
Refusal dead_key() {
  return {RefusalKind::unauthenticated, "key.wrong", _("This API key is not known here, or it was switched off."),
          _("Check the key, or ask the city for a new one.")};
}

Refusal forged() {
  return forbidden("request.forged", _("This form was sent from another site, or it is too old."),
                   _("Go back, reload the page and send it again."));
}

void check_not_forged(Visitor const& visitor, web::Request const& request, Route const& route) {
  if (web::is_safe(request.method) || visitor.actor.kind == ActorKind::key || route.signature != nullptr) return;
  if (!web::comes_from_our_pages(request)) throw forged();
  if (!visitor.session) return;
  auto token = request.header("X-CSRF-Token");
  if (token.empty()) token = request.form.fields.get("csrf");
  if (!web::is_csrf_token(token, visitor.session->csrf_token)) throw forged();
}

/// All that somebody without the factor that the city asks for may do: get one.
bool sets_factor_up(Route const& route) { return route.path.starts_with("/account/second-factor"); }

void check_permission(Visitor const& visitor, Route const& route) {
  if (route.permission == "public" || route.signature != nullptr) return;
  if (route.permission == "key") {
    if (visitor.actor.kind != ActorKind::key) throw wrong_key();
    return;
  }
  if (visitor.session && visitor.session->second_factor == SecondFactor::due)
    throw forbidden("account.second_factor", _("Your second factor is still missing."), _("Enter the code from your authenticator app."));
  if (visitor.session && visitor.session->second_factor == SecondFactor::to_enrol) {
    if (sets_factor_up(route)) return;
    throw forbidden("account.second_factor_missing", _("The city asks all staff for a second factor, and your account has none yet."),
                    _("Set it up first, on the page of your account."));
  }
  if (route.permission == "signed-in") {
    if (visitor.actor.kind == ActorKind::anonymous) throw unauthenticated();
    return;
  }
  require(visitor.actor, route.permission);
}

/// A caller on this very machine: the operator's own tools. Behind a proxy the address is the client's
/// (web::ServerOptions::trusted_proxies).
bool is_local(std::string_view address) { return address.starts_with("127.") || address == "::1"; }

void check_rate(City& city, Visitor const& visitor, web::Request const& request, Route const& route) {
  auto& limits = city.gate().limits();
  auto const local = is_local(request.remote_address);
  if (visitor.key && (route.operation || !local))
    limits.require("key", to_text(visitor.key->id), {.burst = static_cast<double>(visitor.key->requests_per_minute)});
  if (visitor.actor.kind == ActorKind::key || visitor.actor.is_staff()) return;
  auto const who = web::network_of(request.remote_address);
  if (route.signature != nullptr) return limits.require("hook", who, local ? local_write_rate : hook_rate);
  if (!web::is_safe(request.method)) limits.require("write", who, local ? local_write_rate : anonymous_write_rate);
  else if (!local) limits.require("page", who, page_rate);
}

}  // namespace

std::string_view header_key_of(web::Request const& request) {
  auto const authorization = request.header("Authorization");
  if (starts_with_ignoring_case(authorization, "Bearer ")) return trim(authorization.substr(7));
  return request.header("X-Api-Key");
}

std::string_view api_key_of(web::Request const& request) {
  if (auto const header = header_key_of(request); !header.empty()) return header;
  if (auto const field = request.form.fields.get("api_key"); !field.empty()) return field;
  return request.query.get("api_key");
}

Visitor identify(City& city, web::Request const& request, Route const& route) {
  static Actor const nobody{};
  if (route.signature != nullptr) return {};
  auto const key = route.operation ? header_key_of(request) : route.permission == "key" ? api_key_of(request) : std::string_view{};
  auto const token = web::our_cookie(request, "session");
  if (key.empty() && token.empty()) return {};
  if (auto live = remembered_api_key(city, key)) return {.actor = actor_of(*live), .key = std::move(live)};
  return city.db().read([&](store::Reader& reader) -> Visitor {
    View const view{city, reader, nobody};
    if (!key.empty()) {
      auto live = find_api_key(view, key);
      if (!live) throw route.operation ? dead_key() : wrong_key();
      return {.actor = actor_of(*live), .key = std::move(live)};
    }
    auto session = find_session(view, session_token_hash(token));
    return session ? Visitor{session->actor, session} : Visitor{};
  });
}

void admit(City& city, Visitor const& visitor, web::Request const& request, Route const& route) {
  check_rate(city, visitor, request, route);
  check_not_forged(visitor, request, route);
  check_permission(visitor, route);
}

}  // namespace cityhall
