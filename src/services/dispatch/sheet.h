#pragma once
// A work order on paper.
#include "services/module.h"

namespace cityhall {

/// GET /desk/board/orders/{task}/sheet
web::Response show_sheet(Call& call);

}  // namespace cityhall
