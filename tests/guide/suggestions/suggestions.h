#pragma once
// A suggestion: one sentence that somebody leaves for the city.

#include <string>
#include <vector>

#include "kernel/unit.h"

namespace cityhall {

using SuggestionId = Id<struct SuggestionTag>;

struct Suggestion {
  SuggestionId id{};
  std::string text{};
  std::string author{};
  Time made_at{};
};

/// Keeps it and appends `suggestion.made`.
SuggestionId suggest(Unit& unit, std::string_view text, std::string_view author);
/// Newest first.
std::vector<Suggestion> suggestions(View const& view, std::size_t most);

}  // namespace cityhall
