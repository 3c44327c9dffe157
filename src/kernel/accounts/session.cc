#include "kernel/accounts/session.h"

#include <algorithm>

#include "base/crypto.h"
#include "base/refusal.h"
#include "kernel/accounts/access.h"
#include "kernel/accounts/accounts_store.h"
#include "kernel/accounts/gate.h"
#include "kernel/accounts/role.h"
#include "kernel/accounts/session_cache.h"
#include "kernel/accounts/sessions_store.h"
#include "kernel/accounts/tablet.h"
#include "kernel/city.h"
#include "kernel/run_unit.h"
#include "kernel/secrets/secrets.h"

namespace cityhall {
namespace {

using std::chrono::hours;

struct Lifetime {
  Duration idle;
  Duration whole;
};

// A tablet in a truck is signed in once; a desk is signed in each day.
constexpr Lifetime crew_lifetime{hours{30 * 24}, hours{90 * 24}};
constexpr Lifetime staff_lifetime{hours{12}, hours{24}};
constexpr Lifetime resident_lifetime{hours{30 * 24}, hours{180 * 24}};

Lifetime lifetime_of(Account const& account) {
  if (account.kind == AccountKind::resident) return resident_lifetime;
  return is_only_crew(account) ? crew_lifetime : staff_lifetime;
}

SecondFactor second_factor_of(City& city, sessions_store::Row const& session, Account const& account) {
  if (session.second_factor == "due") return SecondFactor::due;
  if (session.second_factor == "passed") return SecondFactor::passed;
  auto const settings = city.settings.get();
  auto const needed = settings->staff_second_factor && !settings->demo && account.kind == AccountKind::staff && !account.has_second_factor;
  return needed ? SecondFactor::to_enrol : SecondFactor::not_needed;
}

/// So long it is known whose an ended session was: somebody comes back after a weekend to what they were writing.
constexpr Duration known_after_end = hours{7 * 24};

bool works(SecondFactor factor) { return factor == SecondFactor::not_needed || factor == SecondFactor::passed; }

/// Events are kept for ever and told to other systems: the address of a resident does not belong there. That it was one stands in the kind.
std::string name_in_history(Account const& account) {
  return account.name.empty() && account.kind == AccountKind::staff ? account.email : account.name;
}

Actor actor_of(View const& view, Account const& account) {
  return {.kind = account.kind == AccountKind::staff ? ActorKind::staff : ActorKind::resident,
          .account = account.id,
          .party = account.party,
          .crew = account.crew,
          .name = name_in_history(account),
          .channel = Channel::web,
          .roles = account.roles,
          .permissions = permissions_of(view.reader, account.roles)};
}

/// Nothing until the second factor is there; whoever must enrol may do so for the own account.
Actor waiting(Actor const& actor, SecondFactor factor) {
  Actor nobody{.name = actor.name};
  if (factor == SecondFactor::to_enrol) nobody.account = actor.account;
  return nobody;
}

SessionCache::Found load(View const& view, std::string_view token_hash) {
  auto const row = sessions_store::find(view.reader, token_hash);
  if (!row) return {};
  auto const account = accounts_store::find(view.reader, row->account);
  if (!account || account->account.disabled) return {};
  auto const factor = second_factor_of(view.city, *row, account->account);
  auto actor = actor_of(view, account->account);
  auto session = std::make_shared<Session const>(Session{
      .id = row->id,
      .actor = works(factor) ? std::move(actor) : waiting(actor, factor),
      .token_hash = std::string{token_hash},
      .csrf_token = view.city.gate().secrets().sign("csrf", token_hash),
      .language = account->account.language,
      .second_factor = factor,
      .must_rotate = row->must_rotate,
      .opened = row->opened,
      .expires = row->ends,
  });
  return {.session = std::move(session), .idle = row->idle, .last_used = row->last_used};
}

NewSession made(std::string token, sessions_store::Row const& row) {
  return {.token = std::move(token),
          .token_hash = {},
          .expires = row.ends,
          .second_factor = row.second_factor == "due" ? SecondFactor::due : SecondFactor::not_needed,
          .account = row.account};
}

}  // namespace

std::string session_token_hash(std::string_view token) { return sha256_hex(token); }

std::shared_ptr<Session const> find_session(View const& view, std::string_view token_hash) {
  if (token_hash.empty()) return nullptr;
  auto& cache = view.city.gate().sessions();
  auto const now = view.city.clock().now();
  auto found = cache.find(token_hash, now);
  auto const current = found.session != nullptr;
  if (!current) found = load(view, token_hash);
  if (!found.session || now >= found.session->expires || now - found.last_used >= found.idle) return nullptr;
  if (!current) {
    found.last_used = now;
    cache.add(found, accounts_store::access_revision(view.reader));
  }
  return found.session;
}

Actor actor_for_session(View const& view, std::string_view token_hash) {
  auto const session = find_session(view, token_hash);
  return session ? session->actor : Actor{};
}

std::optional<AccountId> owner_of_session(View const& view, std::string_view token_hash) {
  auto const row = sessions_store::find(view.reader, token_hash);
  return row ? std::optional{row->account} : std::nullopt;
}

NewSession open_session(Unit& unit, AccountId account_id, std::string_view signed_in_by) {
  auto const account = accounts_store::find(unit.tx, account_id);
  if (!account || account->account.disabled) throw unauthenticated();
  auto const lifetime = lifetime_of(account->account);
  auto const asks_more = account->account.has_second_factor && signed_in_by != "demo" && signed_in_by != "tablet";  // enrolled with it
  sessions_store::Row const row{.id = unit.city.ids().make<SessionId>(),
                                .account = account_id,
                                .signed_in_by = std::string{signed_in_by},
                                .second_factor = asks_more ? "due" : "none",
                                .opened = unit.now,
                                .last_used = unit.now,
                                .idle = lifetime.idle,
                                .ends = unit.now + lifetime.whole};
  auto session = made(unit.city.random().token(32), row);
  session.token_hash = session_token_hash(session.token);
  session.second_factor = second_factor_of(unit.city, row, account->account);
  sessions_store::insert(unit.tx, row, session.token_hash);
  accounts_store::set_signed_in(unit.tx, account_id, unit.now);
  return session;
}

NewSession rotate_session(Unit& unit, std::string_view token_hash) {
  auto const row = sessions_store::find(unit.tx, token_hash);
  if (!row) throw unauthenticated();
  auto session = made(unit.city.random().token(32), *row);
  session.token_hash = session_token_hash(session.token);
  sessions_store::replace_token(unit.tx, token_hash, session.token_hash);
  reread_sessions(unit, {std::string{token_hash}});
  return session;
}

void close_session(Unit& unit, std::string_view token_hash) {
  if (auto const row = sessions_store::find(unit.tx, token_hash)) end_tablet_of(unit, row->id);
  if (sessions_store::end(unit.tx, token_hash, unit.now)) reread_sessions(unit, {std::string{token_hash}});
}

int close_sessions(Unit& unit, AccountId account, std::string_view except_token_hash) {
  if (unit.actor.account != account) {
    require(unit.actor, "admin.accounts");
    auto const row = accounts_store::find(unit.tx, account);
    if (row) require_reach_over(unit, permissions_of(unit.tx, row->account.roles));
  }
  auto const hashes = sessions_store::remove_of(unit.tx, account, except_token_hash);
  end_tablets(unit, account);
  reread_sessions(unit, hashes);
  return static_cast<int>(hashes.size());
}

std::vector<SessionEntry> sessions_of(View const& view, AccountId account, std::string_view current_token_hash) {
  if (view.actor.account != account) require(view.actor, "admin.accounts");
  auto const current = sessions_store::find(view.reader, current_token_hash);
  std::vector<SessionEntry> entries;
  for (auto const& row : sessions_store::of_account(view.reader, account, view.city.clock().now()))
    entries.push_back({.id = row.id,
                       .signed_in_by = row.signed_in_by,
                       .opened = row.opened,
                       .last_used = row.last_used,
                       .current = current && current->id == row.id});
  return entries;
}

void keep_sessions(City& city) {
  auto const uses = city.gate().sessions().take_uses();
  constexpr std::size_t at_once = 500;
  for (std::size_t from = 0; from < uses.size(); from += at_once)
    city.db().write(
        [&](store::Transaction& tx) {
          for (auto i = from; i < std::min(uses.size(), from + at_once); ++i)
            sessions_store::set_last_used(tx, uses[i].token_hash, uses[i].last_used);
        },
        store::Lane::bulk);
  city.db().write([&](store::Transaction& tx) { sessions_store::remove_ended(tx, city.clock().now() - known_after_end); },
                  store::Lane::bulk);
}

}  // namespace cityhall
