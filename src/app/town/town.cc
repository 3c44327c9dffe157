#include "app/town/town.h"

#include <cmath>
#include <numbers>

#include "app/town/lots.h"
#include "app/town/roads.h"
#include "app/town/shapes.h"
#include "base/refusal.h"

namespace cityhall::town {

Point Town::point(Spot spot) const {
  auto const shrink = std::cos(wish.middle.latitude * std::numbers::pi / 180);
  return {wish.middle.latitude + spot.y / metres_per_degree, wish.middle.longitude + spot.x / (metres_per_degree * shrink)};
}

Town make_town(TownWish const& wish) {
  if (wish.residents < 500 || wish.residents > 2'000'000)
    throw invalid("town.size", _("A town has between 500 and 2,000,000 residents."), _("Choose another number with --residents."));
  simulation::Dice dice{wish.seed};
  Town town{.wish = wish};
  GroundPlan const plan{wish, dice};
  Names names{dice};
  build_roads(town, plan, names, dice);
  build_surfaces(town, plan, dice);
  build_lots(town, dice);
  survey_parcels(town);
  build_places(town, dice);
  build_zones(town, plan, names);
  build_assets(town, dice);
  return town;
}

}  // namespace cityhall::town
