#pragma once
// A crew's tablet opens its session anew, so that a shift without signal does not end at a sign-in page. Its secret lies in a cookie that
// scripts cannot read, changes with each use, and dies with a sign-out, a new password, "sign out everywhere" and a disabled account.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/accounts/session.h"

namespace cityhall {

struct Account;

/// Works in a crew and has no other role: only such an account may renew its session without a person.
bool is_only_crew(Account const& account);

struct TabletSecret {
  std::string secret;  // only for the cookie
  Time expires{};
};
/// A tablet for the session; nothing for an account that is not only crew's. `before`: the secret that this device had, which ends.
/// Appends `tablet.enrolled`.
std::optional<TabletSecret> enrol_tablet(Unit& unit, std::string_view session_token_hash, std::string_view before);

struct RenewedSession {
  NewSession session;
  TabletSecret secret;
  SessionId session_before{};  // ended
  SessionId session_now{};
};
/// Nothing when the secret opens nothing. One that was used up before is in two hands: then the tablet and all sessions of the account
/// end. The same secret twice in a row gives the same next one, because the first answer may have been lost; not any more when the session
/// of the first answer was used, because then that answer has arrived. A tablet has one session: the one before ends. Appends
/// `account.signed_in` or `tablet.revoked`.
std::optional<RenewedSession> renew_session(Unit& unit, std::string_view secret);

/// The tablets of an account end, as part of other verbs.
void end_tablets(Unit& unit, AccountId account);
/// The tablet that opened this session ends.
void end_tablet_of(Unit& unit, SessionId session);

struct TabletEntry {
  Time enrolled{};
  std::optional<Time> renewed{};
};
/// Those that can still renew, the last one first. Own account, or `admin.accounts`.
std::vector<TabletEntry> tablets_of(View const& view, AccountId account);
/// Job: forgets tablets that ended a month ago.
void forget_dead_tablets(City& city);

}  // namespace cityhall
