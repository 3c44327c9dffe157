#pragma once
// The words of work orders and operations, for pages and for the script on the tablet.

#include <string>
#include <string_view>

#include "kernel/tasks/conflict.h"
#include "services/call.h"

namespace cityhall {

/// "Being worked on".
Message work_state_words(TaskState state);
/// "Start": what the crew pressed.
Message operation_words(OperationKind kind);
/// "Fixed": how a crew says that its work ended.
Message work_outcome_words(std::string_view outcome);
/// Why an operation did not fit, which the kernel says in English; sentences of others stay as they are.
std::string conflict_words(Call const& call, std::string const& why);
Message decision_words(ConflictDecision decision);

/// What the script on the tablet says, as JSON by key, in the call's language.
std::string tablet_words(Call const& call);

}  // namespace cityhall
