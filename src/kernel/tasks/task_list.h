#pragma once
// Tasks in the order in which they were made, filtered and paged.

#include "kernel/tasks/task.h"

namespace cityhall {

struct TaskFilter {
  CrewId crew{};               // zero: all
  CaseId case_id{};            // zero: all
  std::optional<bool> over{};  // done, cancelled or declined
  TaskId after{};              // for the next page: the last id of this one
  std::size_t most = 50;
};
/// Needs `issues.read`.
std::vector<Task> tasks(View const& view, TaskFilter const& filter);

}  // namespace cityhall
