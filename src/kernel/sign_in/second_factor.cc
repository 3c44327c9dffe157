#include "base/crypto.h"
#include "base/json.h"
#include "base/refusal.h"
#include "base/text.h"
#include "kernel/accounts/access.h"
#include "kernel/accounts/accounts_store.h"
#include "kernel/accounts/gate.h"
#include "kernel/accounts/role.h"
#include "kernel/accounts/sessions_store.h"
#include "kernel/sign_in/device.h"
#include "kernel/sign_in/sign_in.h"
#include "kernel/sign_in/totp.h"
#include "kernel/city.h"
#include "kernel/events/event.h"
#include "kernel/notices/notice.h"
#include "kernel/run_unit.h"
#include "kernel/secrets/secrets.h"

namespace cityhall {
namespace {

Refusal wrong_app_code() {
  return {RefusalKind::unauthenticated, "sign_in.wrong_code", _("The code is wrong or too old."),
          _("Enter the six digits that the app shows now.")};
}

void require_own_or_administrator(Unit& unit, AccountId account) {
  if (unit.actor.account != account) require(unit.actor, "admin.accounts");
}

accounts_store::Row row_of(Unit& unit, AccountId account) {
  auto row = accounts_store::find(unit.tx, account);
  if (!row) throw not_found(_("There is no such account."));
  return *row;
}

std::string opened(City& city, std::string_view sealed) {
  auto secret = city.gate().secrets().open(sealed);
  if (!secret)
    throw unavailable("second_factor.sealed", _("The second factor of this account cannot be read any more."),
                      _("An administrator can remove it, then you set it up again."));
  return *secret;
}

TotpEnrolment enrolment(City& city, Account const& account, std::string_view secret) {
  auto const issuer = percent_encode(city.settings.get()->name);
  auto text = base32(secret);
  return {.secret_base32 = text,
          .uri = "otpauth://totp/" + issuer + ":" + percent_encode(account.email) + "?secret=" + text + "&issuer=" + issuer};
}

AccountId account_that_waits(View const& view, std::string_view token_hash) {
  auto const session = sessions_store::find(view.reader, token_hash);
  if (!session || session->second_factor != "due") throw unauthenticated();
  return session->account;
}

struct CodeAttempt {
  AccountId account;
  std::string_view token_hash;
  std::string_view device;
};

/// Whoever comes so far knows the password: its owner must learn of it, and set another.
void warn_owner(City& city, Actor const& actor, AccountId account) {
  run_unit(city, actor, [&](Unit& unit) {
    auto const row = row_of(unit, account);
    queue_notice(unit, {.template_name = "codes-guessed",
                        .key = "codes-guessed/" + to_text(account) + "/" + to_iso(city.zone().date_of(unit.now)),
                        .email = row.account.email,
                        .language = row.account.language,
                        .values = {{"link", city.settings.get()->base_url + "/account"}}});
  });
}

void limit_codes(City& city, Actor const& actor, CodeAttempt const& attempt) {
  using std::chrono::minutes;
  auto& limits = city.gate().limits();
  limits.require("second factor", attempt.token_hash, {.burst = 5, .per = minutes{5}});
  if (is_device_of(city, attempt.account, attempt.device))
    return limits.require("second factor by device", attempt.device, {.burst = 20, .per = minutes{60}});
  auto const account = to_text(attempt.account);
  if (limits.ask("second factor unsuspected", account, {.burst = 3, .per = minutes{60}}) > Duration{0})
    warn_owner(city, actor, attempt.account);
  limits.require("second factor for account", account, {.burst = 20, .per = minutes{60}});
}

}  // namespace

TotpEnrolment begin_second_factor(Unit& unit, AccountId account) {
  require_own_or_administrator(unit, account);
  auto const row = row_of(unit, account);
  if (row.account.has_second_factor)
    throw conflict("second_factor.present", _("This account has a second factor already."), _("Remove it first."));
  std::string secret(20, '\0');
  unit.city.random().fill({reinterpret_cast<std::uint8_t*>(secret.data()), secret.size()});
  accounts_store::set_totp(unit.tx, account, {}, unit.city.gate().secrets().seal(secret));
  return enrolment(unit.city, row.account, secret);
}

std::optional<TotpEnrolment> begun_second_factor(View const& view, AccountId account) {
  auto const row = view.actor.account == account ? accounts_store::find(view.reader, account) : std::nullopt;
  if (!row || row->totp_pending.empty()) return {};
  return enrolment(view.city, row->account, opened(view.city, row->totp_pending));
}

void finish_second_factor(Unit& unit, AccountId account, std::string_view code) {
  require_own_or_administrator(unit, account);
  auto const row = row_of(unit, account);
  if (row.totp_pending.empty()) throw conflict("second_factor.not_begun", _("The set-up was not begun."), _("Begin it again."));
  auto const step = totp_match(opened(unit.city, row.totp_pending), code, unit.now);
  if (!step) throw invalid_fields({{"code", "wrong", _("This is not the code that the app shows now.")}});
  accounts_store::set_totp(unit.tx, account, row.totp_pending, {});
  accounts_store::use_totp_step(unit.tx, account, *step);
  reread_sessions(unit, sessions_store::token_hashes_of(unit.tx, account));
  append(unit, "account.second_factor_set", {}, {{"account", to_text(account)}});
}

void remove_second_factor(Unit& unit, AccountId account) {
  require_own_or_administrator(unit, account);
  auto const row = row_of(unit, account);
  if (unit.actor.account != account) require_reach(unit, permissions_of(unit.tx, row.account.roles));
  accounts_store::set_totp(unit.tx, account, {}, {});
  reread_sessions(unit, sessions_store::token_hashes_of(unit.tx, account));
  append(unit, "account.second_factor_removed", {}, {{"account", to_text(account)}});
}

NewSession confirm_second_factor(City& city, std::string_view token_hash, std::string_view code, std::string_view device) {
  auto const actor = system_actor("sign-in");
  auto const account = run_view(city, actor, [&](View const& view) { return account_that_waits(view, token_hash); });
  limit_codes(city, actor, {account, token_hash, device});
  return run_unit(city, actor, [&](Unit& unit) {
    auto const session = sessions_store::find(unit.tx, token_hash);
    if (!session || session->second_factor != "due") throw unauthenticated();
    auto const row = row_of(unit, session->account);
    auto const step = totp_match(opened(city, row.totp_secret), code, unit.now);
    if (!step || !accounts_store::use_totp_step(unit.tx, session->account, *step)) throw wrong_app_code();
    sessions_store::set_second_factor(unit.tx, token_hash, "passed");
    auto fresh = rotate_session(unit, token_hash);
    fresh.second_factor = SecondFactor::passed;
    return fresh;
  });
}

}  // namespace cityhall
