#pragma once
// Everything that happened to a case as one ordered list: for staff, or only the steps that the reporter and the public may see.

#include <string>
#include <vector>

#include "kernel/cases/case.h"

namespace cityhall {

enum class StepKind {
  opened,
  state_changed,
  closed,
  reopened,
  assigned,
  service_changed,
  priority_changed,
  replied,
  reporter_wrote,
  noted,
  file_added,
  task_created,
  task_moved,
  task_done,
  followed,
  overdue,
  outside_update,
  imported,
  merged,
  unmerged,
  split,
  escalated,
  tagged,
  message,  // of somebody who is not known to be the reporter
  contact,  // a call, a visit: an interaction about the case
  other
};
enum class Audience { public_, reporter, staff };

struct Step {
  StepKind kind = StepKind::other;
  std::string event{};  // its type: "case.closed"
  EventId id{};
  Time at{};
  std::string by{};           // name; for the public only the department
  std::string text{};         // message, note or description as people wrote it
  std::string number{};       // of the other case, where it was merged, taken out or split
  bool outward = false;       // this case went to the other one; else the other came to this one
  std::string from{}, to{};   // state, queue, service or priority before and after
  std::string state_label{};  // public name of the state in the asked language, where it changed
  std::string outcome{};
  TaskId task{};
  CrewId crew{};
  InteractionId contact{};
  std::string channel{};  // of a message or contact: "phone"
  std::vector<FileId> files{};
};

/// Whether that circle may know that such an event happened; one that is not in the timeline is the staff's.
bool is_told(std::string_view event_type, Audience audience);
/// The newest event of the case that the circle may know of; zero when there is none. The caller has loaded the case.
EventId last_told(View const& view, CaseId case_id, Audience audience);
/// Oldest first; for staff with the contacts that were about the case. The caller has loaded the case, and with it the right to see it;
/// `audience` says how much to show.
std::vector<Step> timeline(View const& view, Case const& report, Audience audience, std::string_view language);

}  // namespace cityhall
