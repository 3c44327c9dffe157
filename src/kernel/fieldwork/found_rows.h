#pragma once
// Rows of found work, for the files of this folder.

#include <optional>

#include "kernel/tasks/task.h"

namespace cityhall {

struct FoundRow {
  CaseId case_id{};
  TaskId task{};
  AccountId account{};
};
std::optional<FoundRow> found_row(Unit& unit, std::string_view id);
void insert_found(Unit& unit, std::string_view id, FoundRow const& row, Time device_time);

}  // namespace cityhall
