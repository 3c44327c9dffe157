#pragma once
// Entering a state: the clock, the queue, the closure, and what the state makes.

#include "kernel/cases/actions.h"
#include "kernel/definitions/workflow.h"

namespace cityhall {

struct Transition {
  std::string to{};        // state
  std::string by{};        // action or event that led there; for the timeline
  std::string creates{};   // what the action makes
  std::string with{};      // number of the main case that took this one along: nobody is told twice
};

/// Moves the case, writes the row and appends `case.closed`, `case.reopened` or `case.state_changed`.
void enter_state(Unit& unit, Case& report, Transition const& transition, ActionFields const& fields);
/// True for the public word "closed" and for end states.
bool is_closed_state(State const& state);
/// The state. Throws Refusal(unavailable, "definition.damaged") when the definition has no such state.
State const& state_of(Case const& report, std::string_view state);
/// Roles of the actor towards this case: those of the account, and "reporter" and "applicant" for the person of the case.
std::vector<std::string> roles_towards(Actor const& actor, Case const& report);
/// Writes the files of a form to the case.
void keep_files(Unit& unit, CaseId id, std::vector<FileId> const& files, FilePurpose purpose);

}  // namespace cityhall
