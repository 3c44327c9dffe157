#pragma once
// The routes of planned work: chains of tasks, and work that comes back by the calendar.
#include "services/module.h"

namespace cityhall {

web::Response show_plans(Call& call);
web::Response create_plan(Call& call);
web::Response plans_again(Call& call, Refusal const& refusal);
web::Response delete_plan(Call& call);

web::Response show_recurring(Call& call);
web::Response create_recurring(Call& call);
web::Response recurring_again(Call& call, Refusal const& refusal);
web::Response delete_recurring(Call& call);

/// POST /desk/cases/{number}/plan
web::Response plan_case(Call& call);
/// POST /desk/cases/{number}/plan/next
web::Response resume_case_plan(Call& call);

}  // namespace cityhall
