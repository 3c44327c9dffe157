#pragma once
// The pages of a report in order: a question each, then contact, then a last look.

#include <string>
#include <string_view>
#include <vector>

#include "services/issues/draft.h"

namespace cityhall {

inline constexpr std::string_view contact_step = "contact";
inline constexpr std::string_view check_step = "check";
/// Between the questions and the contact, where others have perhaps reported the same.
inline constexpr std::string_view alike_step = "alike";

/// Question ids that are asked given the answers so far, then "contact" and "check".
std::vector<std::string> steps_of(Draft const& draft);
/// The page after `step`; "check" at the end.
std::string step_after(Draft const& draft, std::string_view step);
/// The first step whose answer is missing; "check" when nothing is.
std::string first_open_step(Draft const& draft);
/// The first page of which nothing is known yet: where somebody goes on who comes back.
std::string first_unasked(Draft const& draft);
bool is_answered(Draft const& draft, Question const& question);
/// The address of a page of the report.
std::string step_path(Draft const& draft, std::string_view step);

}  // namespace cityhall
