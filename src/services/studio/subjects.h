#pragma once
// What conditions and tests speak of, as the form asks it: questions, parts of a place, choices.

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "services/call.h"
#include "services/studio/condition.h"
#include "web/controls.h"

namespace cityhall {
struct AnswerOption;
struct Definition;
}  // namespace cityhall

namespace cityhall::studio {

/// What a condition can ask for: the questions, what is known of a place and its zones, the priority, the channel. Nothing without
/// a definition.
std::vector<web::Option> subjects(Call const& call, Definition const* definition, std::span<std::string const> zone_layers);
/// All comparisons by their words in the form.
std::vector<web::Option> comparisons();
/// The choices of a question; none for anything else.
std::span<AnswerOption const> choices_of(Definition const* definition, std::string_view path);

/// "Where on the road is it?" for "lane"; "District" for "where.district", with the question
/// where there are several places; the path where nothing is known of it.
std::string subject_words(Call const& call, Definition const* definition, std::string_view path);
/// "In the lane" for "travel", "In the lane, On the bike lane" for "travel, bike"; what is no choice of the question stays as it is.
std::string value_words(Call const& call, Definition const* definition, std::string_view path, std::string_view value);
/// The condition as a sentence; empty where there is none, or rows cannot say it.
std::string condition_words(Call const& call, Definition const* definition, std::string_view text);

}  // namespace cityhall::studio
