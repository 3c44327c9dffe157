#pragma once
// One crew's day: its stops in order, a shorter order beside it, the shift and the base.

#include "services/module.h"

namespace cityhall {

/// GET /desk/board/crews/{crew}?day=…
web::Response show_crew_day(Call& call);
/// POST /desk/board/crews/{crew}/route: takes the suggested order, in one act
web::Response take_route(Call& call);
/// POST /desk/board/crews/{crew}/shift
web::Response create_shift(Call& call);
web::Response crew_day_again(Call& call, Refusal const& refusal);

}  // namespace cityhall
