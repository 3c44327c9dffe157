#pragma once
// The routes of the board and of one work order on it.

#include "services/module.h"

namespace cityhall {

/// GET /desk/board
web::Response show_board(Call& call);
/// GET /desk/board/orders/{task}: the plain form crew, day, time
web::Response show_planned_order(Call& call);
/// POST /desk/board/orders/{task}/plan
web::Response create_slot(Call& call);
web::Response plan_again(Call& call, Refusal const& refusal);
/// POST /desk/board/moves: the same for the script, answered as JSON
web::Response create_move(Call& call);
/// POST /desk/board/acts/{act}/undoing
web::Response undo_plan_act(Call& call);

}  // namespace cityhall
