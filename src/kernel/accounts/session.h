#pragma once
// Sessions: a random token in a cookie, its hash in the database, the actor in memory.

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/unit.h"

namespace cityhall {

enum class SecondFactor { not_needed, due, to_enrol, passed };

/// What the front door looks up for each request of a signed-in person.
struct Session {
  SessionId id{};
  Actor actor{};  // while the second factor is due: without roles and permissions
  std::string token_hash;
  std::string csrf_token;  // belongs to this session only; compare with equal_secrets()
  std::string language;    // of the account; may be empty
  SecondFactor second_factor = SecondFactor::not_needed;
  bool must_rotate = false;  // the roles changed: call rotate_session() in the next unit and set the new cookie
  Time opened{};
  Time expires{};  // the earlier of idle and absolute end
};

struct NewSession {
  std::string token;  // 256 bits, base64url; only for the cookie, never logged
  std::string token_hash;
  Time expires{};  // the cookie's Max-Age ends here
  SecondFactor second_factor = SecondFactor::not_needed;
  AccountId account{};
};

/// 64 hex digits; what is stored and compared.
std::string session_token_hash(std::string_view token);

/// The live session of a token, or null. Usually answered from memory (some µs), else one query. Notes that the session was used.
std::shared_ptr<Session const> find_session(View const& view, std::string_view token_hash);
/// The actor of a session; the anonymous one when there is none.
Actor actor_for_session(View const& view, std::string_view token_hash);

/// Whose session it is, or was within the last week; nothing for a token that never was one.
std::optional<AccountId> owner_of_session(View const& view, std::string_view token_hash);
/// A fresh session for an account; `signed_in_by` is kept for the list of sessions: "password", "link", "code", "demo".
NewSession open_session(Unit& unit, AccountId account, std::string_view signed_in_by);
/// The same session under a new token: at sign-in, after a role change, after the second factor. The old token is dead with the commit.
NewSession rotate_session(Unit& unit, std::string_view token_hash);
void close_session(Unit& unit, std::string_view token_hash);
/// Sign out everywhere: all sessions of an account, except the one given. Own account, or `admin.accounts`. Returns how many.
int close_sessions(Unit& unit, AccountId account, std::string_view except_token_hash = {});

struct SessionEntry {
  SessionId id{};
  std::string signed_in_by;
  Time opened{};
  Time last_used{};
  bool current = false;
};
/// One's own sessions, latest first.
std::vector<SessionEntry> sessions_of(View const& view, AccountId account, std::string_view current_token_hash);

/// Job, every minute: writes when sessions were last used and removes those that ended.
void keep_sessions(City& city);

}  // namespace cityhall
