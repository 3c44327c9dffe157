#pragma once
// Escalation by clock: what a city wants to happen when a case waits too long. A definition's own `after` is in its workflow; these are
// steps of the city for many services at once.

#include <string>
#include <string_view>
#include <vector>

#include "kernel/unit.h"

namespace cityhall {

enum class EscalationMoment { before_due, after_due, after_opened, unassigned };
enum class EscalationStep { tell_owner, tell_lead, raise_priority, move_queue };
std::string_view to_text(EscalationMoment moment);
std::string_view to_text(EscalationStep step);
/// EscalationMoment::after_due for an unknown word.
EscalationMoment escalation_moment_from(std::string_view word);
/// EscalationStep::tell_lead for an unknown word.
EscalationStep escalation_step_from(std::string_view word);

struct EscalationRule {
  std::int64_t id = 0;
  std::string service{};  // empty: all
  std::string queue{};    // "streets/N", "streets/*"; empty: all
  EscalationMoment moment = EscalationMoment::after_due;
  std::int64_t minutes = 0;  // before or after the moment
  EscalationStep step = EscalationStep::tell_lead;
  std::string target{};  // move_queue: where to
  bool active = true;
  Time made_at{};
};

std::vector<EscalationRule> escalation_rules(View const& view);
/// Makes (id 0) or changes one. A rule looks forward: what passed before it was made is left alone. Appends `escalation.saved`. Needs
/// `casework.rules`. Throws Refusal(invalid).
std::int64_t save_escalation_rule(Unit& unit, EscalationRule const& rule);
void delete_escalation_rule(Unit& unit, std::int64_t id);

struct QueueLead {
  std::string queue{};  // or a pattern
  AccountId account{};
  std::string name{};
};
std::vector<QueueLead> queue_leads(View const& view);
/// Account 0: nobody leads it. Appends `queue.lead_changed`. Needs `casework.rules`.
void set_queue_lead(Unit& unit, std::string_view queue, AccountId account);
/// Who leads the queue itself, else its department, else all ("*"); 0: nobody.
AccountId lead_of(View const& view, std::string_view queue);

/// Job: takes every step whose moment has come, each once for each due time. Appends `case.escalated` and what the step does. Gives how
/// many steps were taken.
std::size_t escalate_cases(City& city);

}  // namespace cityhall
