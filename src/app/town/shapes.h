#pragma once
// Surfaces, parcels, places with names, zones and assets of a made-up town.

#include "app/town/ground_plan.h"
#include "app/town/names.h"

namespace cityhall::town {

/// Parks, woods, fields, the campus, works. Needs the plan alone.
void build_surfaces(Town& town, GroundPlan const& plan, simulation::Dice& dice);
/// No house may stand here: water and its banks, parks, campuses.
bool is_kept_free(Town const& town, Spot spot);
/// Cuts the grounds of the lots so that none reaches into a street or into another one, and numbers them. Needs lots.
void survey_parcels(Town& town);
/// Library, schools, stations … on lots along the main streets. Needs lots.
void build_places(Town& town, simulation::Dice& dice);
/// The layers city, district, ward and neighborhood.
void build_zones(Town& town, GroundPlan const& plan, Names& names);
/// Hydrants, street lights, signs, trees. Needs roads.
void build_assets(Town& town, simulation::Dice& dice);

}  // namespace cityhall::town
