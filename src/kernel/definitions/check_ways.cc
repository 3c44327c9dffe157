// The workflow as a graph: is every state reached, is there a way out, does the clock ever run, has every priority its due time.
#include <algorithm>
#include <set>

#include "kernel/definitions/checks.h"
#include "kernel/definitions/form_check.h"
#include "kernel/definitions/visit.h"

namespace cityhall {
namespace {

std::vector<std::string> ways_out(State const& state) {
  std::vector<std::string> out;
  for (auto const& action : state.actions) out.push_back(action.to);
  for (auto const& [event, to] : state.on) out.push_back(to);
  for (auto const& [period, to] : state.after) out.push_back(to);
  return out;
}

std::set<std::string> reachable(Workflow const& workflow) {
  std::set<std::string> seen;
  std::vector<std::string> ahead{workflow.start};
  while (!ahead.empty()) {
    auto const id = std::move(ahead.back());
    ahead.pop_back();
    auto const* state = workflow.state(id);
    if (state == nullptr || !seen.insert(id).second) continue;
    for (auto& to : ways_out(*state)) ahead.push_back(std::move(to));
  }
  return seen;
}

/// States from which an end can be reached.
std::set<std::string> ending(Workflow const& workflow) {
  std::set<std::string> seen;
  for (bool grew = true; grew;) {
    grew = false;
    for (auto const& state : workflow.states) {
      auto const out = ways_out(state);
      bool const ends = state.end || std::any_of(out.begin(), out.end(), [&](std::string const& to) { return seen.contains(to); });
      if (ends && seen.insert(state.id).second) grew = true;
    }
  }
  return seen;
}

std::set<int> priorities_set(Definition const& definition) {
  std::set<int> out;
  bool always = false;
  for (auto const& rule : definition.priority) {
    if (rule.set >= 1 && rule.set <= 5) out.insert(rule.set);
    always = always || !rule.when;
  }
  if (!always) out.insert(3);
  return out;
}

void check_due_time(Findings& findings, State const& state, std::set<int> const& priorities) {
  auto const at = member_at("/workflow/states", state.id) + "/sla";
  if (state.sla.empty()) return;
  if (state.end) return findings.add(at, "The case has ended here, so nothing is due.", "Remove it.");
  if (state.clock == ClockRule::pause)
    return findings.add(at, "The clock does not run in this state, so nothing becomes due.", "Remove it, or let the clock run.");
  if (state.sla.front().first == 0) return;
  for (int const priority : priorities)
    if (std::none_of(state.sla.begin(), state.sla.end(), [&](auto const& one) { return one.first == priority; }))
      findings.add(at, "Priority " + std::to_string(priority) + " can be set, but has no due time here.",
                   "Add \"" + std::to_string(priority) + "\": \"P3BD\" or another length.");
}

}  // namespace

void check_ways(Findings& findings) {
  auto const& workflow = findings.definition().workflow;
  if (workflow.state(workflow.start) == nullptr) return;
  auto const reached = reachable(workflow);
  auto const ends = ending(workflow);
  bool const any_end = std::any_of(workflow.states.begin(), workflow.states.end(), [](State const& state) { return state.end; });
  if (!any_end) findings.add("/workflow/states", "No state ends the case.", R"(Mark at least one with "end": true.)");
  for (auto const& state : workflow.states) {
    auto const at = member_at("/workflow/states", state.id);
    if (!reached.contains(state.id))
      findings.add(at, "No way leads to the state " + in_quotes(state.id) + '.',
                   "Add an action, event or time that leads to it, or remove it.");
    if (!state.end && ways_out(state).empty())
      findings.add(at, "There is no way out of the state " + in_quotes(state.id) + '.',
                   R"(Add an action, event or time, or mark it "end": true.)");
    else if (any_end && !ends.contains(state.id))
      findings.add(at, "From the state " + in_quotes(state.id) + " the case can never end.", "Add a way to a state that ends it.");
  }
}

void check_due_times(Findings& findings) {
  auto const& definition = findings.definition();
  auto const& states = definition.workflow.states;
  auto const priorities = priorities_set(definition);
  for (auto const& state : states) check_due_time(findings, state, priorities);
  bool const runs =
      std::any_of(states.begin(), states.end(), [](State const& state) { return !state.end && state.clock == ClockRule::run; });
  if (!states.empty() && !runs)
    findings.add("/workflow/states", "The clock never runs, so nothing can be late.", R"(Let it run in the first state: "clock": "run".)");
}

}  // namespace cityhall
