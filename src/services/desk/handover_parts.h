#pragma once
// What the case page shows of hand-overs and of work in steps.

#include "services/desk/case_page.h"

namespace cityhall {

web::Html handovers_section(Call const& call, CaseView const& view);
/// The planned steps of the work.
web::Html chain_section(Call const& call, CaseView const& view);
web::Html plan_act(Call const& call, CaseView const& view);
web::Html handover_act(Call const& call, CaseView const& view);

}  // namespace cityhall
