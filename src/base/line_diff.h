#pragma once
// Which lines of a text went and which came: for people who compare two versions.

#include <string_view>
#include <vector>

namespace cityhall {

enum class LineChange { same, removed, added, skipped };

struct DiffLine {
  LineChange change = LineChange::same;
  std::string_view text{};  // empty when skipped
};

/// The lines of both texts in order: the fewest removals and additions, each with `context` equal lines around it; longer runs of equal
/// lines are one `skipped`. Views into the texts. Of very long texts whose middle differs all through, the middle counts as replaced.
std::vector<DiffLine> line_diff(std::string_view before, std::string_view after, std::size_t context = 2);

}  // namespace cityhall
