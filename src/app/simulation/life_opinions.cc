// Reporters on what was done: one question after the closure, a second thought, an answer when the city asks later whether it has held.

#include <algorithm>

#include "app/simulation/inspection_rows.h"
#include "app/simulation/life.h"
#include "kernel/calendar/business_calendar.h"
#include "kernel/cases/rating.h"

namespace cityhall::simulation {
namespace {

/// When the service asks again after a closure; nothing when it does not.
std::optional<Period> asks_after(Definition const& definition) {
  constexpr std::string_view later = "after:";
  for (auto const& rule : definition.notify)
    if (rule.on.starts_with(later)) return parse_period(std::string_view{rule.on}.substr(later.size()));
  return std::nullopt;
}

}  // namespace

void Life::plan_opinion(CaseMemory const& memory) {
  auto const report = load(memory->id);
  if (!report.closed() || report.outcome == "duplicate") return;
  if (dice_.percent(25)) agenda_.at(stage_.now() + dice_.hours(14, 0.9), [this, memory] { rate_work(memory); });
  auto const asks = asks_after(*report.definition);
  if (!asks || !dice_.percent(60)) return;
  auto const asked = calendar_->due(stage_.now(), *asks) + std::chrono::hours{1};
  agenda_.at(asked + dice_.hours(9, 0.8), [this, memory] { answer_follow_up(memory); });
}

/// By the private link of the mail. A page that is sent twice counts once; some people think better of it.
void Life::rate_work(CaseMemory const& memory) {
  Actor const reporter{.kind = ActorKind::anonymous};
  auto const before = model_.ratings.find(memory->id);
  auto const score = voices_.score();
  std::pair const said{score, voices_.opinion(score, residents_[memory->reporter].self.language)};
  auto const send = [&](Unit& unit) { rate(unit, case_by_number(view_of(unit), memory->number, memory->secret), said.first, said.second); };
  if ((before != model_.ratings.end() && before->second == said) || !try_to(reporter, send)) return;
  model_.count(before == model_.ratings.end() ? "rated" : "thought better of a rating");
  model_.ratings[memory->id] = said;
  ++model_.answers;
  model_.touched.push_back(memory->id);
  if (plan_.faults && dice_.percent(20) && try_to(reporter, send)) model_.count("ratings sent twice that counted once");
  if (dice_.percent(12)) agenda_.at(stage_.now() + dice_.hours(90, 0.7), [this, memory] { rate_work(memory); });
}

/// Only who was asked answers: the mail must be there.
void Life::answer_follow_up(CaseMemory const& memory) {
  if (!stage_.look([&](View const& view) { return was_asked_again(view.reader, memory->id); })) return;
  model_.count("answered when asked again");
  if (dice_.percent(12)) return complain(memory);
  rate_work(memory);
}

}  // namespace cityhall::simulation
