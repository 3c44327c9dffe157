#pragma once
// Which members of an entry a form shows at once, which behind "More settings", and which not at all.

#include "base/json_fwd.h"
#include "kernel/definitions/format.h"

namespace cityhall::studio {

enum class Relevance { usual, more, none };

/// What is needed or there is always shown. `json`: the entry, or null.
Relevance relevance(ObjectForm const& form, MemberForm const& member, Json const* json);

}  // namespace cityhall::studio
