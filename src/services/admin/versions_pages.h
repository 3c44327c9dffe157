#pragma once
// The history of a service: who published what, when, what changed in words; two versions side by side.

#include <optional>
#include <vector>

#include "base/line_diff.h"
#include "services/admin/services_pages.h"

namespace cityhall {

/// In force, replaced, retired, or from which day it counts.
web::Html version_badge(Call const& call, PublishedDefinition const& published);
/// Every version, newest first, with what it changed.
web::Html version_history(Call const& call, std::vector<PublishedView> const& versions);
/// Back to this version; nothing for the one in force.
web::Html rollback_button(Call const& call, PublishedDefinition const& shown);

struct ComparisonView {
  PublishedView from{};
  PublishedView to{};
  std::vector<PublishedView> versions{};  // newest first
  DefinitionDiff diff{};
  std::vector<DiffLine> lines{};
};
web::Response comparison_page(Call const& call, ComparisonView const& view);

}  // namespace cityhall
