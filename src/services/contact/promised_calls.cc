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

bool creates_call(Action const& action) { return action.creates == call_word; }
bool creates_call(State const& state) { return std::find(state.creates.begin(), state.creates.end(), call_word) != state.creates.end(); }

/// Most services never promise a call; for those the event need not be read.
bool may_promise_call(Definition const& definition) {
  auto const& states = definition.workflow.states;
  return std::any_of(states.begin(), states.end(), [](State const& state) {
    auto const& actions = state.actions;
    return creates_call(state) || std::any_of(actions.begin(), actions.end(), [](Action const& one) { return creates_call(one); });
  });
}

bool wants_call(Definition const& definition, Event const& event, Json const& data) {
  auto const& workflow = definition.workflow;
  auto const* to = workflow.state(event.type == "case.opened" ? workflow.start : text_of(data, "to"));
  if (to != nullptr && creates_call(*to)) return true;
  auto const* from = workflow.state(text_of(data, "from"));
  return from != nullptr && std::any_of(from->actions.begin(), from->actions.end(),
                                        [&](Action const& one) { return one.id == text_of(data, "by") && creates_call(one); });
}

}  // namespace

void promise_call(Unit& unit, Event const& event) {
  auto const definition = definition_of(view_of(unit), event.subject.case_id);
  if (!may_promise_call(*definition)) return;
  auto const data = parse_json(event.data);
  if (!data || !wants_call(*definition, event, *data)) return;
  auto const report = load_case(view_of(unit), event.subject.case_id);
  auto const who = report.reporter ? party_by_id(view_of(unit), report.reporter) : std::nullopt;
  if (!who || normal_phone(who->phone).empty()) return;
  auto const language = who->language.empty() ? report.language : who->language;
  ask_call_back(unit, {.name = who->name,
                       .phone = who->phone,
                       .reason = report.number + ", " + std::string{definition->title.in(language)},
                       .language = language,
                       .external_id = "event/" + to_text(event.id)});
}

}  // namespace cityhall
