#pragma once
// Documentation that is made from what the program declares. docs/reference/*.md must equal it; a test says when it does not.

#include <string>
#include <string_view>
#include <vector>

namespace cityhall {

/// Names of the pages: "commands", "routes" …
std::vector<std::string> reference_pages();
/// The page as Markdown. Throws Refusal(invalid, "reference.unknown") with a suggestion.
std::string reference_page(std::string_view page);

}  // namespace cityhall
