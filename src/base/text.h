#pragma once
// Small text tools. All text in the program is UTF-8.

#include <concepts>
#include <string>
#include <string_view>
#include <vector>

namespace cityhall {

bool is_utf8(std::string_view text);
/// Code points, not bytes. `text` must be UTF-8.
std::size_t length(std::string_view text);
std::string_view trim(std::string_view text);
std::vector<std::string_view> split(std::string_view text, char separator);
/// The pieces are views: keep the text alive in a variable while they are used.
template <std::same_as<std::string> Text>
std::vector<std::string_view> split(Text&& text, char separator) = delete;
std::string join(std::vector<std::string> const& parts, std::string_view separator);
std::string to_lower_ascii(std::string_view text);
bool starts_with_ignoring_case(std::string_view text, std::string_view prefix);
bool equals_ignoring_case(std::string_view a, std::string_view b);
/// For search and comparison: lower case, Latin accents removed ("Año" → "ano"), runs of white space as one blank, trimmed.
std::string fold(std::string_view text);
/// Control characters except tab and newline removed; for what people type.
std::string without_control_characters(std::string_view text);
/// At most `most` code points; cut text ends in "…".
std::string shorten(std::string_view text, std::size_t most);
/// Edit distance (Levenshtein, two exchanged neighbours counted once), for "did you mean".
std::size_t edit_distance(std::string_view a, std::string_view b);
/// The nearest of `candidates` when it is near enough to be meant, else empty.
std::string did_you_mean(std::string_view word, std::vector<std::string> const& candidates);
std::string percent_encode(std::string_view text);
/// Decodes %XX, and + as blank when `form` is set. False through `ok` on a malformed escape.
struct Decoded {
  std::string text;
  bool ok = true;
};
enum class PercentKind { path, form };
Decoded percent_decode(std::string_view text, PercentKind kind);

}  // namespace cityhall
