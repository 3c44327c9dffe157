#pragma once
// What stands at the city's door, in memory: live sessions and keys, rate limits, the key that seals secrets, the password threads.

#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <string_view>

#include "base/random.h"
#include "base/time.h"
#include "kernel/accounts/rate_limiter.h"

namespace cityhall {

class KeyCache;
class PasswordThreads;
class Secrets;
class SessionCache;

class Gate {
 public:
  /// Reads `folder/secret.key`, or makes it (mode 0600). Null `passwords`: hashing happens on the caller's thread (tests, command line).
  /// Throws Refusal(unavailable, "secret_key.…") in words for the operator.
  Gate(std::filesystem::path const& folder, Clock const& clock, Random& random, PasswordThreads* passwords = nullptr);
  ~Gate();

  Secrets const& secrets() const { return *secrets_; }
  RateLimiter& limits() { return limits_; }
  SessionCache& sessions() { return *sessions_; }
  KeyCache& keys() { return *keys_; }
  PasswordThreads* passwords() const { return passwords_; }

  /// Called after the commit that ended a session or changed what it may do, on the writer thread: live streams under this token hash end.
  /// Set before serving.
  std::function<void(std::string_view token_hash)> on_session_ended = [](std::string_view) {};

 private:
  std::unique_ptr<Secrets> secrets_;
  RateLimiter limits_;
  std::unique_ptr<SessionCache> sessions_;
  std::unique_ptr<KeyCache> keys_;
  PasswordThreads* passwords_;
};

}  // namespace cityhall
