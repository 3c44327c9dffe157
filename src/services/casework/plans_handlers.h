#pragma once
// The routes of planned work: chains of tasks, and work that comes back by the calendar.
#include "services/module.h"

namespace cityhall {

/// GET /casework/plans
web::Response show_plans(Call& call);
/// POST /casework/plans
web::Response create_plan(Call& call);
/// The page with what was typed and why it was refused
web::Response plans_again(Call& call, Refusal const& refusal);
/// POST /casework/plans/{plan}/removal
web::Response delete_plan(Call& call);

/// GET /casework/recurring
web::Response show_recurring(Call& call);
/// POST /casework/recurring
web::Response create_recurring(Call& call);
/// The page with what was typed and why it was refused
web::Response recurring_again(Call& call, Refusal const& refusal);
/// POST /casework/recurring/{work}/removal
web::Response delete_recurring(Call& call);

/// POST /desk/cases/{number}/plan
web::Response plan_case(Call& call);
/// POST /desk/cases/{number}/plan/next
web::Response resume_case_plan(Call& call);

}  // namespace cityhall
