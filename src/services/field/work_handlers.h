#pragma once
// The routes of a crew.
#include "services/module.h"

namespace cityhall {

/// GET /field
web::Response show_work(Call& call);
/// GET /field/live
web::Response work_live(Call& call);
/// GET /field/orders/{task}
web::Response show_work_order(Call& call);
/// POST /field/orders/{task}/operations: one operation, as a form; answers JSON to scripts that ask for it
web::Response add_operation(Call& call);
web::Response work_order_again(Call& call, Refusal const& refusal);

}  // namespace cityhall
