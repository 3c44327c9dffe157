#pragma once
// The routes of escalation rules and of who leads a queue.
#include "services/module.h"

namespace cityhall {

web::Response lead_to_rules(Call& call);
web::Response show_escalation(Call& call);
web::Response create_escalation(Call& call);
web::Response escalation_again(Call& call, Refusal const& refusal);
web::Response delete_escalation(Call& call);

web::Response show_leads(Call& call);
web::Response set_lead(Call& call);
web::Response leads_again(Call& call, Refusal const& refusal);

}  // namespace cityhall
