#pragma once
// The routes of the report journey.

#include "services/module.h"

namespace cityhall {

/// GET /services/{service}/report: the first question; nothing is stored yet.
web::Response show_first_question(Call& call);
/// POST the same: keeps a draft with the first answer.
web::Response begin_report(Call& call);
web::Response begin_report_again(Call& call, Refusal const& refusal);
/// GET and POST /reports/{token}/{step}
web::Response show_step(Call& call);
web::Response save_step(Call& call);
web::Response save_step_again(Call& call, Refusal const& refusal);
/// POST /reports/{token}/submission
web::Response submit_report(Call& call);
web::Response submit_report_again(Call& call, Refusal const& refusal);
/// GET /addresses?q=: suggestions while typing, as JSON.
web::Response suggest_address_list(Call& call);

}  // namespace cityhall
