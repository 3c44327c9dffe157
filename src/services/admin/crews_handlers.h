#pragma once
// Crews, their members, and the names of queues.

#include "services/module.h"

namespace cityhall {

web::Response show_crews(Call& call);
web::Response show_new_crew(Call& call);
web::Response create_crew(Call& call);
web::Response show_crew(Call& call);
web::Response change_crew(Call& call);
web::Response crew_again(Call& call, Refusal const& refusal);
web::Response add_crew_member(Call& call);
web::Response remove_crew_member(Call& call);
web::Response name_queue(Call& call);
web::Response name_queue_again(Call& call, Refusal const& refusal);

}  // namespace cityhall
