#pragma once
// The streets of a made-up town: arterials on the section lines, grids in the middle, loops and courts outside.

#include "app/town/ground_plan.h"
#include "app/town/names.h"

namespace cityhall::town {

/// Fills nodes and roads; crossings share their nodes.
void build_roads(Town& town, GroundPlan const& plan, Names& names, simulation::Dice& dice);

}  // namespace cityhall::town
