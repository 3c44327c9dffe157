#include "kernel/casework/escalation.h"

#include <algorithm>
#include <array>

#include "base/json.h"
#include "base/log.h"
#include "base/refusal.h"
#include "kernel/bell/bell.h"
#include "kernel/cases/actions.h"
#include "kernel/casework/escalation_rows.h"
#include "kernel/definitions/definition_set.h"
#include "kernel/run_unit.h"

namespace cityhall {
namespace {

constexpr std::array<std::string_view, 4> moments{"before_due", "after_due", "after_opened", "unassigned"};
constexpr std::array<std::string_view, 4> step_words{"tell_owner", "tell_lead", "raise_priority", "move_queue"};
constexpr std::size_t batch = 100;
constexpr std::int64_t minutes_most = 525'600;  // a year

template <class Enum, std::size_t N>
Enum from_word(std::array<std::string_view, N> const& words, std::string_view word, Enum otherwise) {
  auto const found = std::find(words.begin(), words.end(), word);
  return found == words.end() ? otherwise : static_cast<Enum>(found - words.begin());
}

void check(Unit& unit, EscalationRule const& rule) {
  std::vector<FieldError> errors;
  if (!rule.service.empty() && !unit.city.definitions.get()->find(rule.service))
    errors.push_back({"service", "unknown", _("There is no such service.")});
  if (rule.minutes < 0 || rule.minutes > minutes_most) errors.push_back({"hours", "range", _("Give hours, at most a year.")});
  if (rule.step == EscalationStep::move_queue && rule.target.empty())
    errors.push_back({"target", "required", _("Say to which queue it moves.")});
  if (!errors.empty()) throw invalid_fields(std::move(errors));
}

std::string words_for(Unit& unit, Case const& report, EscalationRule const& rule) {
  auto const say = [&](Message const& message) {
    return unit.city.translations().text(message, unit.city.settings.get()->default_language());
  };
  switch (rule.moment) {
    case EscalationMoment::before_due:
      return say(_("{number} is due soon.").with("number", report.number));
    case EscalationMoment::after_due:
      return say(_("{number} is overdue.").with("number", report.number));
    case EscalationMoment::after_opened:
      return say(_("{number} has been open for long.").with("number", report.number));
    case EscalationMoment::unassigned:
      return say(_("Nobody has taken {number} on.").with("number", report.number));
  }
  return {};
}

/// Whom the step tells: the owner is whoever it is assigned to; where nobody is, the lead of the queue.
AccountId person_for(Unit& unit, Case const& report, EscalationStep step) {
  if (step == EscalationStep::tell_owner && report.assignee) return report.assignee;
  return lead_of(view_of(unit), report.queue);
}

std::string key_of(EscalationRule const& rule, DueStep const& due) {
  return "escalation/" + std::to_string(rule.id) + "/" + to_text(due.case_id) + "/" + std::to_string(due.mark);
}

void carry_out(Unit& unit, Case& report, EscalationRule const& rule, DueStep const& due) {
  switch (rule.step) {
    case EscalationStep::tell_owner:
    case EscalationStep::tell_lead:
      if (auto const who = person_for(unit, report, rule.step))
        ring(unit, who,
             {.key = key_of(rule, due),
              .kind = "escalation",
              .case_id = report.id,
              .by = unit.city.settings.get()->name,
              .text = words_for(unit, report, rule)});
      return;
    case EscalationStep::raise_priority:
      if (report.priority > 1) set_priority(unit, report, report.priority - 1);
      return;
    case EscalationStep::move_queue:
      if (report.queue != rule.target) assign(unit, report, {.queue = rule.target});
      return;
  }
}

void escalate(Unit& unit, EscalationRule const& rule, DueStep const& due) {
  if (!mark_done(unit, rule.id, due)) return;
  auto report = load_case(view_of(unit), due.case_id);
  Json data{{"rule", std::to_string(rule.id)}, {"moment", to_text(rule.moment)}, {"step", to_text(rule.step)}};
  if (rule.step == EscalationStep::move_queue) data["to"] = rule.target;
  append(unit, "case.escalated", {.case_id = report.id}, data);
  carry_out(unit, report, rule, due);
}

std::size_t run_rule(City& city, Actor const& actor, EscalationRule const& rule) {
  std::size_t taken = 0;
  for (;;) {
    auto const due = run_view(city, actor, [&](View const& view) { return due_steps(view, rule, city.clock().now(), batch); });
    std::size_t done = 0;
    run_unit(
        city, actor,
        [&](Unit& unit) {
          done = 0;
          for (auto const& step : due) {
            try {
              unit.tx.attempt([&] { escalate(unit, rule, step); });
              ++done;
            } catch (Refusal const& refusal) {
              log_warning("a case could not be escalated", {{"case", to_text(step.case_id)}, {"error", refusal.what()}});
            }
          }
        },
        store::Lane::bulk);
    taken += done;
    if (done == 0 || due.size() < batch) return taken;
  }
}

}  // namespace

std::string_view to_text(EscalationMoment moment) { return moments.at(static_cast<std::size_t>(moment)); }
std::string_view to_text(EscalationStep step) { return step_words.at(static_cast<std::size_t>(step)); }
EscalationMoment escalation_moment_from(std::string_view word) { return from_word(moments, word, EscalationMoment::after_due); }
EscalationStep escalation_step_from(std::string_view word) { return from_word(step_words, word, EscalationStep::tell_lead); }

std::int64_t save_escalation_rule(Unit& unit, EscalationRule const& rule) {
  require(unit.actor, "casework.rules");
  check(unit, rule);
  auto saved = rule;
  if (saved.id == 0) saved.id = unit.city.ids().next();
  write_rule(unit, saved);
  append(unit, "escalation.saved", {},
         Json{{"rule", std::to_string(saved.id)},
              {"moment", to_text(rule.moment)},
              {"minutes", rule.minutes},
              {"step", to_text(rule.step)},
              {"active", rule.active}});
  return saved.id;
}

void delete_escalation_rule(Unit& unit, std::int64_t id) {
  require(unit.actor, "casework.rules");
  if (!erase_rule(unit, id)) throw not_found();
  append(unit, "escalation.deleted", {}, Json{{"rule", std::to_string(id)}});
}

void set_queue_lead(Unit& unit, std::string_view queue, AccountId account) {
  require(unit.actor, "casework.rules");
  if (queue.empty()) throw invalid_fields({{"queue", "required", _("Say which queue.")}});
  write_lead(unit, queue, account);
  append(unit, "queue.lead_changed", {}, Json{{"queue", queue}, {"account", to_text(account)}});
}

std::size_t escalate_cases(City& city) {
  auto const actor = system_actor("time");
  auto const rules = run_view(city, actor, [](View const& view) { return escalation_rules(view); });
  std::size_t taken = 0;
  for (auto const& rule : rules)
    if (rule.active) taken += run_rule(city, actor, rule);
  return taken;
}

}  // namespace cityhall
