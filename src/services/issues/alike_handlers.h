#pragma once
// "Is it one of these?": requests that may be about the same thing, and following one of them instead of sending another.

#include <vector>

#include "kernel/cases/duplicates.h"
#include "services/issues/draft.h"
#include "services/module.h"

namespace cityhall {

/// What is shown before the contact; empty where the service does not want it.
std::vector<ProbableDuplicate> alike_to(Call const& call, Draft const& draft);

/// GET and POST /reports/{token}/joining?number=
web::Response show_joining(Call& call);
web::Response join_request(Call& call);
web::Response join_again(Call& call, Refusal const& refusal);

}  // namespace cityhall
