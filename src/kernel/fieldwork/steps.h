#pragma once
// The steps of applying an operation, for the files of this folder: as the device sent it, or as a dispatcher decided.

#include <string_view>

#include "base/json_fwd.h"
#include "kernel/tasks/task.h"

namespace cityhall {

/// Made by a device, such as a UUID: 8 to 64 letters, digits, "-" and "_".
bool is_operation_id(std::string_view id);
/// Brings the task to where the operation leaves it; the version grows.
void change_task(Unit& unit, Task& task, TaskOperation const& operation);
/// What the event of the operation says.
Json operation_data(Task const& task, TaskOperation const& operation);
/// The case goes on with its work order, and the next step of a chain is made; it ends when the last of them has ended.
void follow_task(Unit& unit, Task const& task, TaskState before);
/// "task.done": the event of an operation of that kind.
std::string operation_event(OperationKind kind);

}  // namespace cityhall
