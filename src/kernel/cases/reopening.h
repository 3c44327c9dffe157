#pragma once
// What follows when a request is opened again.

#include <string_view>
#include <vector>

#include "kernel/cases/case.h"

namespace cityhall {

/// As reopen() of actions.h, with what the reporter shows: the files go to the case and to the crew.
void reopen(Unit& unit, Case& report, std::string_view why, std::vector<FileId> const& files);
/// The crew that did the last work gets a new work order at once, with what is still wrong; the case takes the step of its workflow that
/// sends a crew. Nothing where no crew had worked on it, the crew is no more, or a work order is open already.
void return_to_crew(Unit& unit, Case& report, std::string_view why);

}  // namespace cityhall
