#pragma once
// The routes of cases that are handled together, of a part that is taken out, and of a service that is corrected.

#include "services/module.h"

namespace cityhall {

/// POST /desk/cases/{number}/merge
web::Response create_merge(Call& call);
/// POST /desk/cases/{number}/unmerge
web::Response delete_merge(Call& call);

/// GET /desk/cases/{number}/service?to=… asks only what the other service needs and the case does not say
web::Response show_correction(Call& call);
web::Response create_correction(Call& call);
web::Response correction_again(Call& call, Refusal const& refusal);

web::Response show_split(Call& call);
web::Response create_split(Call& call);
web::Response split_again(Call& call, Refusal const& refusal);

}  // namespace cityhall
