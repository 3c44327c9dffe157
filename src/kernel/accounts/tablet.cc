#include "kernel/accounts/tablet.h"

#include "base/crypto.h"
#include "base/json.h"
#include "base/refusal.h"
#include "kernel/accounts/access.h"
#include "kernel/accounts/accounts_store.h"
#include "kernel/accounts/gate.h"
#include "kernel/accounts/session_cache.h"
#include "kernel/accounts/sessions_store.h"
#include "kernel/accounts/tablets_store.h"
#include "kernel/city.h"
#include "kernel/events/event.h"
#include "kernel/secrets/secrets.h"
#include "store/database.h"

namespace cityhall {
namespace {

/// A season: a tablet that lay in a drawer longer is signed in by a person again.
constexpr Duration tablet_life = std::chrono::hours{90 * 24};
constexpr Duration remembered_after_end = std::chrono::hours{30 * 24};

/// It follows from the one before, so that the same question has the same answer; only the city can compute it.
std::string next_secret(Unit& unit, std::string_view secret) { return unit.city.gate().secrets().sign("tablet", secret); }

/// So long two questions with one secret may be the same tablet's: its page and its worker ask at the same time.
constexpr Duration asked_together = std::chrono::minutes{1};

void told(Unit& unit, std::string_view event, AccountId account, Json more = Json::object()) {
  more["account"] = to_text(account);
  append(unit, event, {}, more);
}

/// Somebody else has, or had, the secret: nobody can tell which of the two is the crew.
void end_all(Unit& unit, tablets_store::Row const& tablet) {
  tablets_store::revoke_of(unit.tx, tablet.account, unit.now);
  reread_sessions(unit, sessions_store::remove_of(unit.tx, tablet.account, {}));
  told(unit, "tablet.revoked", tablet.account, {{"why", "replayed"}});
}

/// Whoever uses the session of the last answer has its secret too, and has no need of the one before.
bool answer_arrived(Unit& unit, tablets_store::Row const& tablet) {
  if (!tablet.renewed || unit.now - *tablet.renewed <= asked_together) return false;
  auto const hash = sessions_store::token_hash_of(unit.tx, tablet.session);
  auto const session = sessions_store::find(unit.tx, hash);
  return unit.city.gate().sessions().holds(hash) || (session && session->last_used > session->opened);
}

void end_session_of(Unit& unit, SessionId id) {
  auto const hash = sessions_store::token_hash_of(unit.tx, id);
  if (sessions_store::end(unit.tx, hash, unit.now)) reread_sessions(unit, {hash});
}

}  // namespace

bool is_only_crew(Account const& account) { return account.crew && account.roles == std::vector<std::string>{"crew"}; }

std::optional<TabletSecret> enrol_tablet(Unit& unit, std::string_view session_token_hash, std::string_view before) {
  auto const session = sessions_store::find(unit.tx, session_token_hash);
  auto const old = before.empty() ? std::nullopt : tablets_store::find(unit.tx, sha256_hex(before));
  if (old) {
    tablets_store::revoke(unit.tx, old->id, unit.now);
    if (!session || old->session != session->id) end_session_of(unit, old->session);
  }
  auto const account = session ? accounts_store::find(unit.tx, session->account) : std::nullopt;
  if (!account || !is_only_crew(account->account)) return {};
  tablets_store::revoke_by_session(unit.tx, session->id, unit.now);
  TabletSecret made{.secret = unit.city.random().token(32), .expires = unit.now + tablet_life};
  tablets_store::insert(unit.tx, {.id = unit.city.ids().make<SessionId>().value,
                                  .account = session->account,
                                  .session = session->id,
                                  .secret_hash = sha256_hex(made.secret),
                                  .enrolled = unit.now,
                                  .ends = made.expires});
  told(unit, "tablet.enrolled", session->account);
  return made;
}

std::optional<RenewedSession> renew_session(Unit& unit, std::string_view secret) {
  auto tablet = tablets_store::find(unit.tx, sha256_hex(secret));
  if (!tablet || tablet->revoked || tablet->ends <= unit.now) return {};
  auto const hash = sha256_hex(secret);
  bool const spent = hash != tablet->secret_hash;
  if (spent && (hash != tablet->previous_hash || answer_arrived(unit, *tablet))) return end_all(unit, *tablet), std::nullopt;
  auto const account = accounts_store::find(unit.tx, tablet->account);
  if (!account || account->account.disabled || !is_only_crew(account->account)) return {};
  TabletSecret next{.secret = next_secret(unit, secret), .expires = unit.now + tablet_life};
  auto const before = tablet->session;
  end_session_of(unit, before);
  auto session = open_session(unit, tablet->account, "tablet");
  tablet->session = sessions_store::find(unit.tx, session.token_hash)->id;
  tablet->previous_hash = hash;
  tablet->secret_hash = sha256_hex(next.secret);
  tablet->renewed = unit.now;
  tablet->ends = next.expires;
  tablets_store::renew(unit.tx, *tablet);
  told(unit, "account.signed_in", tablet->account, {{"by", "tablet"}});
  return RenewedSession{std::move(session), std::move(next), before, tablet->session};
}

void end_tablets(Unit& unit, AccountId account) { tablets_store::revoke_of(unit.tx, account, unit.now); }

void end_tablet_of(Unit& unit, SessionId session) { tablets_store::revoke_by_session(unit.tx, session, unit.now); }

std::vector<TabletEntry> tablets_of(View const& view, AccountId account) {
  if (view.actor.account != account) require(view.actor, "admin.accounts");
  return tablets_store::live_of(view.reader, account, view.city.clock().now());
}

void forget_dead_tablets(City& city) {
  city.db().write([&](store::Transaction& tx) { tablets_store::remove_dead(tx, city.clock().now() - remembered_after_end); },
                  store::Lane::bulk);
}

}  // namespace cityhall
