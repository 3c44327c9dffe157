#pragma once
// The dispatcher's plan of the days to come, as a city that people look at should have one.

#include "app/simulation/stage.h"

namespace cityhall::simulation {

/// Plans three of four open work orders of each crew: today and the two days after it. The rest stays on the pile.
void plan_days(Stage& stage);

}  // namespace cityhall::simulation
