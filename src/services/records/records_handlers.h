#pragma once
// What will be removed, what is kept back and why, and the wish to be forgotten: what staff do about it.

#include "services/call.h"

namespace cityhall {

web::Response show_records(Call& call);
web::Response show_new_hold(Call& call);
web::Response create_holds(Call& call);
web::Response create_holds_again(Call& call, Refusal const& refusal);
web::Response lift_one_hold(Call& call);

web::Response show_person(Call& call);
web::Response erase_one_person(Call& call);
web::Response erase_again(Call& call, Refusal const& refusal);

}  // namespace cityhall
