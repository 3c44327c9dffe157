#pragma once
// Which case a mail is about, when it is not its reporter's answer: another body that answers a hand-over, or somebody who names a number.

#include <optional>
#include <string_view>

#include "kernel/handover/handover.h"
#include "standards/received_mail.h"

namespace cityhall {

/// The hand-over that another body answers: by our reference in the subject or by the mail that it answers, from the address that we
/// wrote to or from its domain. Nothing once the hand-over has ended.
std::optional<Handover> answered_handover(View const& view, standards::ReceivedMail const& mail);
/// The case that a mail of somebody else seems to be about: by a reference or number in its subject, or by the mail that it answers. Zero
/// when it names none.
CaseId meant_case(View const& view, standards::ReceivedMail const& mail);
/// Whether mail from one address speaks for the owner of the other: the same address, or the same domain where the domain is a body's own.
bool same_sender(std::string_view known, std::string_view from);

}  // namespace cityhall
