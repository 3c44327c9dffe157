#pragma once
// Rows of escalation, for escalation.cc.

#include "kernel/casework/escalation.h"

namespace cityhall {

struct DueStep {
  CaseId case_id{};
  std::int64_t mark = 0;
};
/// Open cases for which the rule's moment has come and that it was not taken for, at most `most`.
std::vector<DueStep> due_steps(View const& view, EscalationRule const& rule, Time now, std::size_t most);
/// False when another was faster.
bool mark_done(Unit& unit, std::int64_t rule, DueStep const& step);
void write_rule(Unit& unit, EscalationRule const& rule);
bool erase_rule(Unit& unit, std::int64_t id);
void write_lead(Unit& unit, std::string_view queue, AccountId account);

}  // namespace cityhall
