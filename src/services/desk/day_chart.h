#pragma once
// Opened and closed cases of each day as bars, with the same numbers as a table.

#include <vector>

#include "kernel/cases/overview.h"
#include "services/page/page.h"

namespace cityhall {

web::Html day_chart(Call const& call, std::vector<DayFigures> const& days);

}  // namespace cityhall
