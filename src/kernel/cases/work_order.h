#pragma once
// A crew for a case.

#include "kernel/cases/case.h"

namespace cityhall {

struct WorkOrder {
  CrewId crew{};               // 0: the crew that covers the queue
  std::string_view what{};     // empty: what the reporter wrote
};
/// Makes the work order of a case. Appends `task.created`. Throws Refusal(conflict, "task.no_crew").
TaskId send_crew(Unit& unit, Case const& report, WorkOrder const& order = {});

}  // namespace cityhall
