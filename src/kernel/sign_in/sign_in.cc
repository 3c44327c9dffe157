#include "kernel/sign_in/sign_in.h"

#include <array>

#include "base/crypto.h"
#include "base/json.h"
#include "base/refusal.h"
#include "base/text.h"
#include "kernel/accounts/access.h"
#include "kernel/accounts/account.h"
#include "kernel/accounts/accounts_store.h"
#include "kernel/accounts/gate.h"
#include "kernel/accounts/password.h"
#include "kernel/accounts/role.h"
#include "kernel/accounts/sessions_store.h"
#include "kernel/accounts/tablet.h"
#include "kernel/city.h"
#include "kernel/events/event.h"
#include "kernel/notices/notice.h"
#include "kernel/parties/party.h"
#include "kernel/run_unit.h"
#include "kernel/secrets/secrets.h"
#include "kernel/sign_in/device.h"

namespace cityhall {
namespace {

using std::chrono::minutes;

constexpr auto code_lifetime = minutes{10};
constexpr int code_tries_max = 5;
constexpr auto fresh_link = minutes{10};  // a session that a link opened: its holder may have forgotten the password
constexpr std::size_t characters_alone_min = 15;
constexpr std::size_t characters_with_factor_min = 8;

// Verified when there is no such account, so that the answer takes as long; hash_password() with the same cost made it, of a forgotten
// password.
constexpr std::string_view nobodys_hash =
    "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$Zm9yZ290dGVuZm9yZ290dGVuZm9yZ290dGVuZm9yZ28";

Refusal wrong() {
  return {RefusalKind::unauthenticated, "sign_in.wrong", _("The e-mail address or the password is wrong."),
          _("Check both and try again. An administrator can send you a new sign-in link.")};
}
Refusal wrong_code() {
  return {RefusalKind::unauthenticated, "sign_in.wrong_code", _("The code is wrong or too old."),
      _("Check the code, or ask for a new one.")};
}
Refusal dead_link() {
  return {RefusalKind::unauthenticated, "sign_in.link_dead", _("This sign-in link was used before or is too old."),
          _("Ask for a new one.")};
}

std::string email_key(std::string_view email) { return normal_email(email).value_or(std::string{}); }

bool is_own_device(City& city, std::string_view email, Caller const& caller) {
  if (caller.device.empty()) return false;
  auto const row = city.db().read([&](store::Reader& reader) { return accounts_store::find(reader, email); });
  return row && is_device_of(city, row->account.id, caller.device);
}

/// Both, so that neither one address with many names nor many addresses with one name get far.
void limit_attempts(City& city, std::string_view what, std::string_view email, Caller const& caller) {
  auto& limits = city.gate().limits();
  std::string const kind{what};
  if (is_own_device(city, email, caller)) return limits.require(kind + " by device", caller.device, {.burst = 8, .per = minutes{5}});
  limits.require(kind + " by address", caller.address, {.burst = 30, .per = minutes{5}});
  limits.require(kind + " for account", email, {.burst = 50, .per = minutes{60}});
  limits.require(kind + " for account by address", std::string{email} + " " + caller.address, {.burst = 8, .per = minutes{5}});
}

bool verify(City& city, std::string_view hash, std::string_view password) {
  auto* const threads = city.gate().passwords();
  return threads != nullptr ? threads->verify(hash, password) : verify_password(hash, password);
}

std::string hash(City& city, std::string_view password) {
  auto* const threads = city.gate().passwords();
  return threads != nullptr ? threads->hash(password) : hash_password(password);
}

NewSession enter(Unit& unit, AccountId account, std::string_view how) {
  auto session = open_session(unit, account, how);
  append(unit, "account.signed_in", {}, {{"account", to_text(account)}, {"by", how}});
  return session;
}

std::string signed_code(City& city, std::string_view email, std::string_view code) {
  return city.gate().secrets().sign("sign-in code", std::string{email} + " " + std::string{code});
}

std::string_view to_text(LinkUse use) {
  constexpr std::array<std::string_view, 3> words{"sign_in", "invitation", "demo"};
  return words.at(static_cast<std::size_t>(use));
}

std::optional<sessions_store::Link> live_link(City& city, store::Reader& reader, std::string_view token) {
  auto link = sessions_store::find_link(reader, sha256_hex(token));
  if (!link) return {};
  auto const reusable = link->use == "demo" && city.settings.get()->demo;
  if (link->use == "demo" && !reusable) return {};
  if (city.clock().now() >= link->expires || (link->used && !reusable)) return {};
  return link;
}

/// The account of a code that fits; counts a wrong one. No exception here: the count must be committed.
std::optional<NewSession> try_code(Unit& unit, std::string const& email, std::string_view code_text) {
  auto const code = sessions_store::find_code(unit.tx, email);
  if (!code || unit.now >= code->expires || code->tries >= code_tries_max) return {};
  if (!equal_secrets(code->code_hash, signed_code(unit.city, email, code_text))) {
    sessions_store::count_try(unit.tx, email);
    return {};
  }
  sessions_store::remove_code(unit.tx, email);
  auto const account = resident_account(unit, email, code->language);
  auto const row = accounts_store::find(unit.tx, account);
  // Staff have more to lose than a mailbox proves: they sign in with a password or a link.
  if (row->account.disabled || row->account.kind == AccountKind::staff) return {};
  return enter(unit, account, "code");
}

/// So that whoever did not do it learns of it, also where a thief has the session.
void tell_of_password(Unit& unit, Account const& account) {
  queue_notice(unit, {.template_name = "password-changed",
                      .key = "password-changed/" + unit.city.random().token(8),
                      .email = account.email,
                      .language = account.language});
}

}  // namespace

AccountId resident_account(Unit& unit, std::string_view email, std::string_view language) {
  if (auto const existing = accounts_store::find(unit.tx, email)) return existing->account.id;
  auto const party = find_or_make_party(unit, {.email = std::string{email}, .language = std::string{language}, .verified = true});
  verify_email(unit, party, email);
  return add_account(unit, {.kind = AccountKind::resident,
                            .email = std::string{email},
                            .language = std::string{language},
                            .party = party,
                            .roles = {"resident"}});
}

NewSession sign_in_with_password(City& city, std::string_view email_text, std::string_view password, Caller const& caller) {
  auto const email = email_key(email_text);
  limit_attempts(city, "password", email, caller);
  auto const row = city.db().read([&](store::Reader& reader) { return accounts_store::find(reader, email); });
  auto const known = row && row->account.has_password && !row->account.disabled;
  auto const right = verify(city, known ? std::string_view{row->password_hash} : nobodys_hash, password.substr(0, 1024));
  if (!known || !right) throw wrong();
  auto const actor = system_actor("sign-in");
  return run_unit(city, actor, [&](Unit& unit) { return enter(unit, row->account.id, "password"); });
}

void request_sign_in_code(City& city, std::string_view email_text, Caller const& caller) {
  auto const email = email_key(email_text);
  if (email.empty()) throw invalid_fields({{"email", "malformed", _("Enter an e-mail address, like name@example.org.")}});
  auto& limits = city.gate().limits();
  if (is_own_device(city, email, caller)) {
    limits.require("code by device", caller.device, {.burst = 5, .per = minutes{60}});
  } else {
    limits.require("code by address", caller.address, {.burst = 20, .per = minutes{60}});
    limits.require("code for account", email, {.burst = 5, .per = minutes{60}});
  }
  auto const code = city.random().digits(6);
  auto const token = city.random().token(8);
  auto const actor = system_actor("sign-in");
  run_unit(city, actor, [&](Unit& unit) {
    sessions_store::replace_code(
        unit.tx, email, {.code_hash = signed_code(city, email, code), .language = caller.language, .expires = unit.now + code_lifetime});
    queue_notice(unit, {.template_name = "sign-in-code",
                        .key = "sign-in-code/" + token,
                        .email = email,
                        .language = caller.language,
                        .values = {{"code", code}, {"minutes", std::to_string(code_lifetime.count())}},
                        .secret = true});
  });
}

NewSession sign_in_with_code(City& city, std::string_view email_text, std::string_view code_text, Caller const& caller) {
  auto const email = email_key(email_text);
  limit_attempts(city, "code try", email, caller);
  std::string code;
  for (char const letter : code_text)
    if (letter >= '0' && letter <= '9') code += letter;
  auto const actor = system_actor("sign-in");
  auto session = run_unit(city, actor, [&](Unit& unit) { return try_code(unit, email, code); });
  if (!session) throw wrong_code();
  return *session;
}

std::string make_sign_in_link(Unit& unit, AccountId account, LinkUse use, std::chrono::minutes lifetime) {
  require(unit.actor, "admin.accounts");
  auto const found = accounts_store::find(unit.tx, account);
  if (!found) throw not_found(_("There is no such account."));
  require_reach(unit, permissions_of(unit.tx, found->account.roles));
  auto token = unit.city.random().token(24);
  sessions_store::insert_link(unit.tx, sha256_hex(token), {.account = account, .use = std::string{to_text(use)},
      .expires = unit.now + lifetime});
  append(unit, "account.link_made", {}, {{"account", to_text(account)}, {"use", to_text(use)}});
  return token;
}

std::string sign_in_link_url(City& city, std::string_view token) {
  return city.settings.get()->base_url + "/sign-in/link/" + std::string{token};
}

std::string link_holder(View const& view, std::string_view token) {
  auto const link = live_link(view.city, view.reader, token);
  if (!link) return {};
  auto const row = accounts_store::find(view.reader, link->account);
  if (!row || row->account.disabled) return {};
  return row->account.name.empty() ? row->account.email : row->account.name;
}

NewSession sign_in_with_link(City& city, std::string_view token, Caller const& caller) {
  city.gate().limits().require("link by address", caller.address, {.burst = 60, .per = minutes{5}});
  auto const actor = system_actor("sign-in");
  return run_unit(city, actor, [&](Unit& unit) {
    auto const link = live_link(city, unit.tx, token);
    if (!link) throw dead_link();
    auto const demo = link->use == "demo";
    if (!demo && !sessions_store::use_link(unit.tx, sha256_hex(token), unit.now)) throw dead_link();
    auto const row = accounts_store::find(unit.tx, link->account);
    if (!row || row->account.disabled) throw dead_link();
    return enter(unit, link->account, demo ? "demo" : "link");
  });
}

std::optional<NewSession> set_password(City& city, Actor const& actor, AccountId account_id, std::string_view password) {
  auto const account = run_view(city, actor, [&](View view) { return cityhall::account(view, account_id); });
  std::array<std::string, 3> const names{city.settings.get()->name, account.name, account.email.substr(0, account.email.find('@'))};
  auto const least = account.has_second_factor ? characters_with_factor_min : characters_alone_min;
  if (auto const fault = password_fault(password, least, names)) throw invalid_fields({{"password", "weak", *fault}});
  auto const hashed = hash(city, password);
  return run_unit(city, actor, [&](Unit& unit) -> std::optional<NewSession> {
    accounts_store::set_password(unit.tx, account_id, hashed);
    sessions_store::remove_links_of(unit.tx, account_id);
    reread_sessions(unit, sessions_store::remove_of(unit.tx, account_id, {}));
    end_tablets(unit, account_id);
    append(unit, "account.password_set", {}, {{"account", to_text(account_id)}});
    tell_of_password(unit, account);
    if (actor.account != account_id) return {};
    auto session = open_session(unit, account_id, "password");
    if (session.second_factor != SecondFactor::due) return session;
    // Whoever acts has given the factor in the session before.
    sessions_store::set_second_factor(unit.tx, session.token_hash, "passed");
    session.second_factor = SecondFactor::passed;
    return session;
  });
}

bool asks_for_present_password(View const& view, std::string_view session_token_hash) {
  auto const session = sessions_store::find(view.reader, session_token_hash);
  auto const row = session ? accounts_store::find(view.reader, session->account) : std::nullopt;
  if (!row || !row->account.has_password) return false;
  return session->signed_in_by != "link" || view.city.clock().now() - session->opened > fresh_link;
}

NewSession change_own_password(City& city, Actor const& actor, OwnPassword const& typed) {
  auto const asked = run_view(city, actor, [&](View const& view) -> std::optional<std::string> {
    if (!asks_for_present_password(view, typed.session_token_hash)) return {};
    return accounts_store::find(view.reader, actor.account)->password_hash;
  });
  if (asked) {
    city.gate().limits().require("present password", to_text(actor.account), {.burst = 8, .per = minutes{5}});
    if (!verify(city, *asked, typed.present.substr(0, 1024)))
      throw invalid_fields({{"present_password", "wrong", _("This is not your present password.")}});
  }
  auto session = set_password(city, actor, actor.account, typed.next);
  if (!session) throw unauthenticated();
  return *session;
}

void forget_dead_sign_ins(City& city) {
  city.db().write(
      [&](store::Transaction& tx) {
        sessions_store::remove_dead_links(tx, city.clock().now());
        sessions_store::remove_dead_codes(tx, city.clock().now());
      },
      store::Lane::bulk);
}

}  // namespace cityhall
