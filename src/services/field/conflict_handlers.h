#pragma once
// The routes of the dispatchers' conflict inbox.

#include "services/module.h"

namespace cityhall {

/// GET /desk/conflicts
web::Response show_field_conflicts(Call& call);
/// POST /desk/conflicts/{operation}/decision: accept, change or discard
web::Response decide_conflict(Call& call);
web::Response field_conflicts_again(Call& call, Refusal const& refusal);

}  // namespace cityhall
