#pragma once
// Work that a crew finds on its way: a request like any other, and the finder's own work order where the crew does it at once.

#include "kernel/cases/case.h"
#include "kernel/tasks/task.h"

namespace cityhall {

/// As a device recorded it.
struct FoundWork {
  std::string id{};  // made by the device: a UUID; sent again it counts once
  NewCase report{};
  bool ours = false;  // the finder's crew does it: its work order, at once
  Time device_time{};
};
struct FoundAnswer {
  CaseId case_id{};
  TaskId task{};  // 0: whoever covers the place gets it
  std::string number{};
  bool repeated = false;
};

/// Opens the case in the name of the crew (channel "field"), like any report. Appends `case.opened`, and `task.created` or `task.assigned`
/// for the finder's work order. Needs `field.work`. Throws Refusal: as open_case; conflict "operation.other_account" when somebody else
/// used the id; invalid (field "ours") without a crew.
FoundAnswer report_found(Unit& unit, FoundWork const& found);

}  // namespace cityhall
