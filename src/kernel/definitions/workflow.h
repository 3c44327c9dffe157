#pragma once
// The life of a case: states, the clock, who may do what, what happens by itself.

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "kernel/calendar/period.h"
#include "kernel/definitions/condition.h"
#include "kernel/definitions/local_text.h"

namespace cityhall {

enum class ClockRule { run, pause };

/// Something that a person does to a case in a state.
struct Action {
  std::string id{};
  LocalText label{};
  std::string to{};                 // a state of the same workflow
  std::vector<std::string> by{};    // roles; "reporter" and "applicant" are the person of the case
  Condition guard{};                // unknown: not allowed
  std::vector<std::string> need{};  // what must be given: "comment", "photo", or the id of a question
  std::string creates{};            // "work-order", "inspection" …
  std::optional<Period> within{};   // only so long after the state was entered
};

struct State {
  std::string id{};
  std::string public_name{};  // what the public sees: for requests "open" or "closed"
  LocalText label{};          // in words; the public name where it is empty
  ClockRule clock = ClockRule::run;
  std::vector<std::pair<int, Period>> sla{};  // (priority, due after); priority 0: whichever priority
  FilledText queue{};                         // on entering; empty: the queue stays
  std::vector<Action> actions{};
  std::vector<std::pair<std::string, std::string>> on{};  // (event, state)
  std::vector<std::pair<Period, std::string>> after{};    // (time in this state, state), shortest first
  std::vector<std::string> creates{};                     // on entering
  std::vector<std::string> inspections{};                 // offered while in this state
  std::string issue{};                                    // the document made on entering
  bool end = false;

  Action const* action(std::string_view action_id) const;
};

struct Workflow {
  std::string start{};
  std::vector<State> states{};
  State const* state(std::string_view state_id) const;
};

struct RouteRule {
  Condition when{};
  FilledText queue{};
  std::string handoff{};  // another body that is told instead
  std::string owner{};    // another department than the service's own
  bool dispatch = false;  // "dispatch": "auto": the crew that covers the queue gets a work order at once
};

/// One of several work orders in a row: when it is done, the next one is made.
struct WorkStep {
  std::string id{};
  LocalText label{};   // what is to be done
  FilledText queue{};  // of the crew that does it; empty: that of the case
  Condition when{};    // unknown: left out
};

/// What a crew ticks at each work order.
struct CheckItem {
  std::string id{};
  LocalText label{};
  bool required = false;  // the work cannot end as fixed before it is ticked
};

struct PriorityRule {
  Condition when{};
  int set = 3;  // 1 is most urgent, 5 least
};

struct Dedupe {
  double within_m = 0;
  Period span{};                    // "for": how far back
  std::vector<std::string> same{};  // "id": the same service; else question ids whose answers must be equal
  bool follow = false;              // the second reporter follows the first request; else a dispatcher is told
  bool any() const { return within_m > 0; }
};

}  // namespace cityhall
