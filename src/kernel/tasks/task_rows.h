#pragma once
// Rows of tasks and operations, for the files of this folder.

#include "kernel/tasks/task.h"
#include "store/transaction.h"

namespace cityhall {

void insert_task(Unit& unit, Task const& task);
/// Writes what operations and dispatchers change; the version is the new one.
void save_task(Unit& unit, Task const& task);
std::size_t count_tasks(Unit& unit, CaseId case_id);
/// True when the crew has, or had, this task.
bool was_given_to(Unit& unit, Task const& task, CrewId crew);

/// The first answer to an operation; nothing when it never came.
std::optional<OperationAnswer> answer_to(Unit& unit, TaskId task, std::string_view operation_id);
/// True when another person started or paused the work after the version that this operation's person saw, and otherwise than this one.
bool changed_by_others(Unit& unit, TaskId task, TaskOperation const& operation);
void insert_operation(Unit& unit, TaskId task, TaskOperation const& operation, OperationAnswer const& answer);

}  // namespace cityhall
