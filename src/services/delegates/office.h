#pragma once
// Where the city keeps its delegations and courses.

#include "services/call.h"
#include "web/response.h"

namespace cityhall {
struct Refusal;
}

namespace cityhall::delegates {

web::Response show_delegations(Call& call);
web::Response show_new_delegation(Call& call);
web::Response show_delegation(Call& call);
web::Response write_delegation(Call& call);
web::Response write_delegation_again(Call& call, Refusal const& refusal);
web::Response make_key(Call& call);
web::Response show_courses(Call& call);
web::Response write_course(Call& call);
web::Response write_course_again(Call& call, Refusal const& refusal);

}  // namespace cityhall::delegates
