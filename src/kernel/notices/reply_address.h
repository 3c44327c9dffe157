#pragma once
// The way back: mails about a case ask for answers at an address that names the case, so that an answer finds it. Only the reporter's mails
// carry it; whoever holds it may write as the reporter, as with the tracking link in the same mail.

#include <optional>
#include <string>
#include <string_view>

#include "kernel/unit.h"

namespace cityhall {

/// "311+r12-0123456789abcdef@fairhaven.example" for the reporter of the case; the plain inbox for everybody else; empty when the city reads
/// no mail.
std::string reply_address(View const& view, CaseId case_id, std::string_view email);
/// The case that an address names; nothing when it is not one of ours.
std::optional<CaseId> case_of_reply(City& city, std::string_view address);

}  // namespace cityhall
