// States, who may do what, and what they name.
#include <algorithm>

#include "kernel/definitions/checks.h"
#include "kernel/definitions/form_check.h"
#include "kernel/definitions/visit.h"

namespace cityhall {
namespace {

void check_by(Findings& findings, std::string const& pointer, std::vector<std::string> const& by, std::string_view what) {
  if (by.empty()) findings.add(pointer, "Nobody can do this " + std::string{what} + '.', "Name at least one role.");
  if (findings.context().roles.empty()) return;
  for (auto const& role : by) findings.require_known(pointer, "role", role, findings.roles());
}

void check_action(Findings& findings, Action const& action, std::string const& at) {
  auto const& definition = findings.definition();
  findings.require_known(at + "/to", "state", action.to, ids_of(definition.workflow.states));
  check_by(findings, at + "/by", action.by, "action");
  auto known = ids_of(definition.questions);
  known.insert(known.end(), {"comment", "photo", "file"});
  for (auto const& need : action.need) findings.require_known(at + "/need", "question", need, known);
}

/// Open311 and the request list know two states of a request.
void check_public_name(Findings& findings, State const& state, std::string const& at) {
  if (!findings.definition().offers("open311")) return;
  if (state.public_name != "open" && state.public_name != "closed")
    findings.add(at + "/public", "Open311 knows only \"open\" and \"closed\".", "Use one of them, and say the rest in \"label\".");
  else if (state.end != (state.public_name == "closed"))
    findings.add(at + "/public",
                 std::string{state.end ? "A state that ends the case" : "A state that does not end the case"} + " cannot be " +
                     in_quotes(state.public_name) + " in public.",
                 state.end ? "Use \"closed\"." : "Use \"open\", or add \"end\": true.");
}

void check_state(Findings& findings, State const& state) {
  auto const& definition = findings.definition();
  auto const at = member_at("/workflow/states", state.id);
  auto const states = ids_of(definition.workflow.states);
  for (auto const& action : state.actions) check_action(findings, action, member_at(at + "/actions", action.id));
  for (auto const& [event, to] : state.on) {
    auto const place = member_at(at + "/on", event);
    if (!findings.context().events.empty()) findings.require_known(place, "event", event, findings.context().events);
    findings.require_known(place, "state", to, states);
  }
  for (auto const& [period, to] : state.after) findings.require_known(member_at(at + "/after", to_text(period)), "state", to, states);
  for (std::size_t i = 0; i < state.inspections.size(); ++i)
    findings.require_known(entry_at(at + "/inspections", i), "inspection", state.inspections[i], ids_of(definition.inspections));
  check_public_name(findings, state, at);
}

/// Somewhere a crew is sent: at once by a rule, or by a state or an action.
bool sends_crews(Definition const& definition) {
  auto const by_action = [](Action const& action) { return action.creates == "work-order"; };
  auto const by_state = [&](State const& state) {
    return is_among(state.creates, "work-order") || std::any_of(state.actions.begin(), state.actions.end(), by_action);
  };
  auto const& states = definition.workflow.states;
  return std::any_of(definition.route.begin(), definition.route.end(), [](RouteRule const& rule) { return rule.dispatch; }) ||
         std::any_of(states.begin(), states.end(), by_state);
}

void check_steps(Findings& findings) {
  auto const& definition = findings.definition();
  auto const& steps = definition.steps;
  if (steps.empty()) return;
  findings.require_unique("steps", ids_of(steps), "/steps");
  if (steps.size() == 1) findings.add("/steps", "One step is no chain.", "Add the step that follows it, or remove this.");
  if (steps.front().when)
    findings.add("/steps/0/when", "The first step is always done: the work begins with it.", "Remove \"when\", or put another step first.");
  if (!steps.front().queue.empty())
    findings.add("/steps/0/queue", "The first step is for the crew that covers the queue of the case.",
                 "Remove \"queue\"; \"route\" says who begins.");
  if (!sends_crews(definition))
    findings.add("/steps", "No crew is ever sent, so these steps never begin.",
                 "Add \"dispatch\": \"auto\" to a route rule, or an action that creates a work-order.");
}

}  // namespace

void check_workflow(Findings& findings) {
  auto const& definition = findings.definition();
  findings.require_known("/workflow/start", "state", definition.workflow.start, ids_of(definition.workflow.states));
  for (auto const& state : definition.workflow.states) check_state(findings, state);
  check_steps(findings);
  findings.require_unique("checks", ids_of(definition.check_list), "/check_list");
  for (auto const& review : definition.reviews) check_by(findings, member_at("/reviews", review.id) + "/by", review.by, "review");
  for (auto const& inspection : definition.inspections) {
    auto const at = member_at("/inspections", inspection.id);
    for (auto const& before : inspection.after) findings.require_known(at + "/after", "inspection", before, ids_of(definition.inspections));
    findings.require_unique("items", ids_of(inspection.items), at + "/items");
  }
}

}  // namespace cityhall
