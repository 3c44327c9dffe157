#include "services/contact/promised_calls.h"

#include <algorithm>

#include "base/json.h"
#include "kernel/cases/case.h"
#include "kernel/definitions/definition.h"
#include "kernel/interactions/call_back.h"
#include "kernel/parties/party.h"

namespace cityhall {
namespace {

constexpr std::string_view call_word = "call-back";

bool action_creates(State const* from, std::string_view action) {
  if (from == nullptr) return false;
  return std::any_of(from->actions.begin(), from->actions.end(),
                     [&](Action const& one) { return one.id == action && one.creates == call_word; });
}

bool wants_call(Definition const& definition, Event const& event, Json const& data) {
  auto const& workflow = definition.workflow;
  auto const* to = workflow.state(event.type == "case.opened" ? workflow.start : text_of(data, "to"));
  bool const by_state = to != nullptr && std::find(to->creates.begin(), to->creates.end(), call_word) != to->creates.end();
  return by_state || action_creates(workflow.state(text_of(data, "from")), text_of(data, "by"));
}

}  // namespace

void promise_call(Unit& unit, Event const& event) {
  auto const data = parse_json(event.data);
  if (!data) return;
  auto const report = load_case(view_of(unit), event.subject.case_id);
  if (!report.definition || !wants_call(*report.definition, event, *data)) return;
  auto const who = report.reporter ? party_by_id(view_of(unit), report.reporter) : std::nullopt;
  if (!who || normal_phone(who->phone).empty()) return;
  auto const language = who->language.empty() ? report.language : who->language;
  ask_call_back(unit, {.name = who->name,
                       .phone = who->phone,
                       .reason = report.number + ", " + std::string{report.definition->title.in(language)},
                       .language = language,
                       .external_id = "event/" + to_text(event.id)});
}

}  // namespace cityhall
