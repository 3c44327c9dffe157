#pragma once
// One row of a staff list, by id.

#include "kernel/cases/inbox.h"

namespace cityhall {

/// Throws not_found.
InboxRow inbox_row(View const& view, CaseId id, std::string_view language);

}  // namespace cityhall
