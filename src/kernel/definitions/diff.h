#pragma once
// What a new version of a service changes for the cases that run.

#include <string>
#include <vector>

#include "kernel/definitions/definition.h"

namespace cityhall {

/// text: words only. additive: new optional questions, options, states, channels: running cases are not touched.
/// structural: something that a running case may rely on is gone or means something else: pin them, or migrate with a state map.
enum class ChangeKind { none, text, additive, structural };

struct Change {
  ChangeKind kind = ChangeKind::none;
  std::string pointer{};  // in the file
  std::string message{};  // English: "The state \"waiting\" is gone."
};

struct DefinitionDiff {
  ChangeKind kind = ChangeKind::none;  // the greatest of the changes
  std::vector<Change> changes{};
};

DefinitionDiff diff(Definition const& before, Definition const& after);
std::string_view to_text(ChangeKind kind);

}  // namespace cityhall
