#pragma once
// What a new version of a service changes, in words and line by line.

#include <vector>

#include "base/line_diff.h"
#include "kernel/definitions/diff.h"
#include "web/html.h"

namespace cityhall {

/// "Words only", "Structural: running requests keep their version".
Message change_words(ChangeKind kind);
/// What kind of change it is, and each change in words.
web::Html diff_section(Message const& heading, DefinitionDiff const& found);
/// Lines that went and came.
web::Html source_lines(std::vector<DiffLine> const& lines);

}  // namespace cityhall
