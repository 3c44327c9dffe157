#pragma once
// Houses along the streets, with numbers that grow from the street's beginning, odd ones on the left.

#include "app/town/ground_plan.h"
#include "app/town/road_index.h"

namespace cityhall::town {

/// As many homes as the residents need; the outermost lots stay empty. Needs roads and surfaces.
void build_lots(Town& town, simulation::Dice& dice);

}  // namespace cityhall::town
