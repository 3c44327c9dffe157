#pragma once
// Reads a folder of a mailbox by IMAP (RFC 3501), through libcurl.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "services/mailroom/mailbox.h"

namespace cityhall {

struct ImapFolder {
  std::int64_t validity = 0;  // another one: the numbers of the mails mean nothing any more
  std::int64_t next_uid = 0;  // no mail has it yet
};

class ImapClient {
 public:
  /// TLS: imaps:// from the first byte; imap:// by STARTTLS, which is required unless the server is on this machine.
  explicit ImapClient(CollectedMailbox const& mailbox);
  ~ImapClient();
  ImapClient(ImapClient const&) = delete;
  ImapClient& operator=(ImapClient const&) = delete;

  // Each throws Refusal(unavailable, "mailbox.away") with what the server said.
  ImapFolder look();
  /// Numbers greater than `last`, in order.
  std::vector<std::int64_t> after(std::int64_t last);
  /// Numbers of what came on that day or later, in order.
  std::vector<std::int64_t> since(Date day);
  /// The whole mail, which is marked as read; empty when it is gone; nothing when it is longer than `bytes_max`.
  std::optional<std::string> fetch(std::int64_t uid, std::size_t bytes_max);

 private:
  struct Connection;
  std::string command(std::string const& words, bool inside);

  std::unique_ptr<Connection> connection_;
  std::string url_, folder_;
};

// How servers answer, read apart from the wire.
/// Of "* STATUS INBOX (UIDVALIDITY 7 UIDNEXT 12)"; nothing when it says neither.
std::optional<ImapFolder> read_status(std::string_view answer);
/// Of "* SEARCH 3 5 8": the numbers, in order.
std::vector<std::int64_t> read_search(std::string_view answer);
/// "5-Jan-2027"
std::string imap_date(Date day);

}  // namespace cityhall
