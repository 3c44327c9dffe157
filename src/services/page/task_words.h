#pragma once
// States of a work order in words: "Assigned", "On the way".

#include "base/message.h"
#include "kernel/tasks/task.h"

namespace cityhall {

Message task_state_words(TaskState state);

}  // namespace cityhall
