#pragma once
// A mail server on loopback that keeps what it gets.

#include <cstdint>
#include <memory>
#include <vector>

#include "outcome.h"

namespace cityhall::scenario {

class SmtpSink {
 public:
  /// Listens on a free port of 127.0.0.1 when it returns.
  SmtpSink();
  ~SmtpSink();
  SmtpSink(SmtpSink const&) = delete;
  SmtpSink& operator=(SmtpSink const&) = delete;

  std::uint16_t port() const;
  /// The mails since the last call, one for each recipient, in the order in which they were accepted.
  std::vector<SentMail> take();

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace cityhall::scenario
