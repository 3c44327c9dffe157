#pragma once
// Which closed requests are past their time of keeping, and what keeps some of them.

#include <string>
#include <vector>

#include "kernel/definitions/definition.h"
#include "kernel/ids.h"
#include "kernel/unit.h"

namespace cityhall {

/// The cases of one version of a service that were closed so long ago that their time of keeping was over at some moment.
struct KeptGroup {
  std::string service{};
  int version = 1;
  Time closed_until{};  // closed at this moment or before
};
/// Every version of every service that says how long it is kept, by service and version.
std::vector<KeptGroup> groups_over(View const& view, Time at);

/// Where a walk through one group stands.
struct DueMark {
  Time closed_at{};
  CaseId id{};
};
/// The next cases of a group that may go now, oldest first, at most `most`; moves the mark. Left out are those with a hold, with open work,
/// with a hand-over under way, those that others still follow, and those whose main case stays.
std::vector<CaseId> next_due(View const& view, KeptGroup const& group, DueMark& mark, std::size_t most);
/// Again, inside the unit that removes it: nothing has changed meanwhile.
bool may_go(View const& view, CaseId id);

}  // namespace cityhall
