#pragma once
// The dispatchers' inbox of field work that did not fit: what the crew meant, what the case is now, and what to do about it.

#include <optional>
#include <vector>

#include "kernel/cases/case.h"
#include "kernel/tasks/conflict.h"
#include "kernel/tasks/handed_back.h"
#include "services/page/page.h"

namespace cityhall {

struct ConflictView {
  TaskConflict conflict{};
  Task task{};   // as it is now
  Case report{};
  std::string crew_name{};  // whose work order it is now
};

struct ConflictListView {
  std::vector<ConflictView> conflicts{};
  std::vector<HandedBack> handed_back{};
  web::Entered entered{};  // what was typed, and for which operation
  std::string notice{};    // why the last decision was not taken
  bool saved = false;
};
web::Response conflict_list_page(Call const& call, ConflictListView const& view, int status = 200);

}  // namespace cityhall
