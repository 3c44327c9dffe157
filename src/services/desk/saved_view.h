#pragma once
// Lists of the inbox that staff saved under a name: own ones, and those shared with a queue or with everybody.

#include <string>
#include <string_view>
#include <vector>

#include "kernel/unit.h"

namespace cityhall {

using SavedViewId = Id<struct SavedViewTag>;

struct SavedView {
  SavedViewId id{};
  AccountId account{};
  std::string name{};
  std::string shared{};  // empty: own; a queue; "*": all staff
  std::string path{};    // "/desk?…"
};

/// So many an account may have.
inline constexpr std::size_t saved_views_most = 40;

/// The actor's own, then those shared with the queue that is looked at and with all staff; by name. Shared ones of every queue where
/// `queue` is "*".
std::vector<SavedView> saved_views(View const& view, std::string_view queue);
/// Appends `view.saved`. Sharing needs `issues.triage`. Throws Refusal(invalid).
SavedViewId save_view(Unit& unit, SavedView const& fresh);
/// One's own; a shared one also by whoever may triage. Appends `view.deleted`. Throws Refusal(not_found).
void delete_view(Unit& unit, SavedViewId id);

}  // namespace cityhall
