#pragma once
// Passwords: what is good enough, and the few threads that hash them (19 MiB and about 14 ms of CPU each).

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "base/message.h"

namespace cityhall {

/// A bounded queue in front of `threads` threads. One for the whole process.
class PasswordThreads {
 public:
  explicit PasswordThreads(unsigned threads = 1, std::size_t queue_limit = 64);
  ~PasswordThreads();
  PasswordThreads(PasswordThreads const&) = delete;
  PasswordThreads& operator=(PasswordThreads const&) = delete;

  /// Both block until done. Throw Refusal(unavailable, "server.busy") when the queue is full.
  std::string hash(std::string_view password);
  bool verify(std::string_view hash, std::string_view password);

 private:
  void run(std::function<void()> work);
  void serve();

  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<std::function<void()>> queue_;
  std::size_t queue_limit_;
  bool stopping_ = false;
  std::vector<std::thread> threads_;
};

/// NIST SP 800-63B and OWASP ASVS 5.0 6.2: length and a blocklist, no composition rules. Empty: good enough.
/// `names`: words that may not carry the password (city, person, e-mail).
std::optional<Message> password_fault(std::string_view password, std::size_t least_characters, std::span<std::string const> names);

}  // namespace cityhall
