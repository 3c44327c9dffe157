#pragma once
// The routes of one case. Each act: load, expect the revision that the form saw, one verb, back to the case.

#include "services/module.h"

namespace cityhall {

web::Response show_case(Call& call);
web::Response create_reply(Call& call);
web::Response create_note(Call& call);
web::Response create_tag(Call& call);
web::Response delete_tag(Call& call);
web::Response create_assignment(Call& call);
web::Response change_case_priority(Call& call);
web::Response create_work_order(Call& call);
web::Response create_closure(Call& call);
web::Response create_reopening(Call& call);
web::Response take_action(Call& call);
/// The case again, with what was typed and why it was refused.
web::Response case_again(Call& call, Refusal const& refusal);

}  // namespace cityhall
