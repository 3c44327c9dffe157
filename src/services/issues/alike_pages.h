#pragma once
// Pages for those who are about to report what somebody has reported before.

#include <vector>

#include "kernel/cases/duplicates.h"
#include "services/issues/report_pages.h"
#include "services/issues/steps.h"

namespace cityhall {

/// The requests nearby as cards, each with its way to follow it, and the way on.
web::Response alike_page(Call const& call, StepView const& view, std::vector<ProbableDuplicate> const& found);
/// "Follow this request": the address for mails, or none.
web::Response joining_page(Call const& call, StepView const& view, PublicCase const& report);

}  // namespace cityhall
