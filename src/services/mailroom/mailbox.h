#pragma once
// The mailbox that is read from time to time: where it is, and how far it was read.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "kernel/unit.h"

namespace cityhall {

struct CollectedMailbox {
  std::string url{};       // "imaps://mail.example.org", "imap://127.0.0.1:1143"
  std::string account{};
  std::string password{};  // secret; empty when saving: stays as it is
  std::string folder = "INBOX";
  std::int64_t validity = 0;  // UIDVALIDITY; 0: not looked into yet
  std::int64_t last_uid = 0;
  std::int64_t taken = 0;
  Time looked_at{};
  std::string fault{};
};

/// Nothing when the city has none.
std::optional<CollectedMailbox> mailbox_of(View const& view);
/// An empty url removes it. Another place, account or folder is read from its end on; else reading goes on where it was. Appends
/// `mailbox.saved`. Needs `mailroom.settings`. Throws Refusal(invalid).
void save_mailbox(Unit& unit, CollectedMailbox const& mailbox);

struct MailboxProgress {
  std::int64_t validity = 0;
  std::int64_t last_uid = 0;
  int taken = 0;
};
void note_progress(Unit& unit, MailboxProgress const& progress);
/// How the last look ended; an empty fault: well.
void note_look(Unit& unit, std::string_view fault);

}  // namespace cityhall
