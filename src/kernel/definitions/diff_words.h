#pragma once
// What changed between two versions, in words: texts with what they said and say, rules and lists as people write them. English.

#include <string>
#include <vector>

#include "kernel/definitions/diff.h"

namespace cityhall {

/// Every text of `after` that is new or says something else, and every one that is gone while its owner is still there. A question and
/// its options are known by their ids, so that one put in between changes nothing else.
std::vector<Change> changed_texts(Definition const& before, Definition const& after);

/// `"… within 5 business days"` and `"… within 3 business days"`: the words that differ, with some around them.
struct Differing {
  std::string before;
  std::string after;
};
Differing differing_words(std::string_view before, std::string_view after);

/// "streets/{where.district} when \"lane == 'bike'\"; streets"
std::string in_words(std::vector<RouteRule> const& rules);
/// "1 when \"fall\"; 3"
std::string in_words(std::vector<PriorityRule> const& rules);
std::string in_words(std::vector<WorkStep> const& steps);
/// "1: PT24H, 3: P5BD"
std::string in_words(std::vector<std::pair<int, Period>> const& due);
/// " Added: a, b. Removed: c."
std::string changed_members(std::vector<std::string> const& before, std::vector<std::string> const& after);

}  // namespace cityhall
