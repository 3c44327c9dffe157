#pragma once
// The wrong service was chosen, or two things stand in one report: what carries over, what is still to be asked, and the verbs.

#include <string>
#include <string_view>
#include <vector>

#include "kernel/cases/case.h"

namespace cityhall {

/// The answers of a case as another service would take them.
struct CarriedAnswers {
  std::string answers{};               // JSON object of what fits, personal answers among them
  std::vector<std::string> missing{};  // ids of the questions that it asks, needs, and has no answer to; uploads are never among them
};
/// `given` is a JSON object of further answers, as a form has them; may be empty.
CarriedAnswers carry_answers(View const& view, Case const& report, DefinitionPtr const& to, std::string_view given = {});

struct Correction {
  std::string service{};
  std::string answers{};          // JSON object: what was asked besides
  bool leave_unanswered = false;  // nobody knows what is missing
};
/// Answers that fit are kept, the case is routed anew and gets a new due time counted from its opening. Appends `case.service_changed`.
/// Needs `issues.triage`. Throws Refusal(invalid) with every question that is missing or answered wrongly.
void correct_service(Unit& unit, Case& report, Correction const& correction);

struct SplitOff {
  std::string service{};                 // empty: the same
  std::vector<std::string> questions{};  // whose answers are copied; the place always is
  std::string answers{};                 // JSON object: what was asked besides
  std::vector<FileId> files{};           // photos of the report that are copied
  std::string description{};
};
/// Makes a second case of the same reporter, place, followers and channel. Appends `case.split` to both, and `case.opened`. Needs
/// `issues.triage`. Throws as open_case does.
OpenedCase split(Unit& unit, Case& report, SplitOff const& part);

}  // namespace cityhall
