#pragma once
// A work order in words: its state ("Assigned", "On the way"), and what is to be done in the reader's language.

#include <string>

#include "base/message.h"
#include "kernel/tasks/task.h"
#include "services/call.h"

namespace cityhall {

Message task_state_words(TaskState state);
/// Its title is kept in the city's first language; where that is the service's own, or one of its steps', the service says it in others.
std::string work_title(Call const& call, Task const& task);

}  // namespace cityhall
