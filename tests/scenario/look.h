#pragma once
// Looking into answers: JSON pointers, XPath, the visible text of a page, patterns.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cityhall::scenario {

/// What stands at an RFC 6901 pointer, as compact JSON text; nothing when the body is no JSON or has nothing there.
std::optional<std::string> json_at(std::string_view body, std::string const& pointer);
/// Members of the array or object there.
std::optional<std::size_t> json_count(std::string_view body, std::string const& pointer);
/// The text of every node that the XPath selects; nothing when the body is no XML or the XPath is wrong.
std::optional<std::vector<std::string>> xml_at(std::string_view body, std::string const& path);
/// What a person reads of an HTML page: tags gone, entities decoded, white space as one blank.
std::string visible_text(std::string_view html);
/// "*" stands for any text.
bool matches_pattern(std::string_view text, std::string_view pattern);
/// The first group of the first match of an RE2 expression, or the whole match; nothing when there is none.
std::optional<std::string> first_match(std::string_view text, std::string const& expression);

}  // namespace cityhall::scenario
