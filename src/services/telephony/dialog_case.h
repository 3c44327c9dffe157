#pragma once
// A service as a conversation: question by question to a case; and how a case stands.

#include <string>
#include <string_view>
#include <vector>

#include "services/telephony/step.h"

namespace cityhall::telephony {

/// The node of the next open question: "question:<id>", "place" to confirm an address, "send" when all is answered.
std::string next_question(Step const& step);
/// How the request stands, as the public sees it; nothing for a number that nobody has. Digits alone are enough.
std::vector<std::string> status_lines(Step const& step, std::string_view number);
/// The service and what was answered so far, in a line for staff; empty before a service was chosen.
std::string context_of(Step const& step);

}  // namespace cityhall::telephony
