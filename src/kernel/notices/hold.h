#pragma once
// Mails that wait: what can still be undone is not told yet.

#include <optional>

#include "kernel/unit.h"

namespace cityhall {

struct MailHold {
  Time until{};
  bool silent = false;  // nobody is told at all
};
/// Nothing when the mails of the event go out at once.
std::optional<MailHold> mail_hold_of(View const& view, EventId event);
/// The mails of the event wait until then.
void hold_mails(Unit& unit, EventId event, Time until);
/// Nobody is told of the event; what waits already is withdrawn.
void silence_mails(Unit& unit, EventId event);

}  // namespace cityhall
