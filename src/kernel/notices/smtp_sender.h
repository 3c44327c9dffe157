#pragma once
// Hands mails to the city's mail server over one connection.

#include <memory>
#include <string>
#include <string_view>

#include "kernel/settings.h"

namespace cityhall {

struct Delivery {
  enum class Outcome {
    taken,      // the server has it
    refused,    // for good: this address or this mail (5xx)
    later,      // not now (4xx): this mail waits
    away,       // the server cannot be used at all: everything waits
    uncertain,  // all was handed over, but the answer was lost: it may have been taken
  };
  Outcome outcome = Outcome::away;
  std::string answer;  // of the server, or what went wrong
};

class SmtpSender {
 public:
  /// TLS: smtps:// from the first byte; smtp:// by STARTTLS, which is required when there is a password, unless the server is on this
  /// machine.
  explicit SmtpSender(MailSettings const& settings);
  ~SmtpSender();
  SmtpSender(SmtpSender const&) = delete;
  SmtpSender& operator=(SmtpSender const&) = delete;

  /// `from`, `to`: addresses of the envelope. Never throws for what a server does.
  Delivery send(std::string const& from, std::string const& to, std::string_view message);

 private:
  struct Connection;
  std::unique_ptr<Connection> connection_;
};

}  // namespace cityhall
