#include <algorithm>
#include <cmath>

#include "app/town/shapes.h"

namespace cityhall::town {
namespace {

std::vector<Spot> bent_box(GroundPlan const& plan, Spot corner, Spot size) {
  std::vector<Spot> ring;
  constexpr int pieces = 8;
  auto const side = [&](double x, double y, double dx, double dy) {
    for (int at = 0; at < pieces; ++at) ring.push_back(plan.bend({corner.x + x + dx * at / pieces, corner.y + y + dy * at / pieces}));
  };
  side(0, 0, size.x, 0);
  side(size.x, 0, 0, size.y);
  side(size.x, size.y, -size.x, 0);
  side(0, size.y, 0, -size.y);
  return ring;
}

/// A round thing with an uneven shore.
std::vector<Spot> pond(GroundPlan const& plan, Spot middle, double radius, simulation::Dice& dice) {
  std::vector<Spot> ring;
  auto const phase = dice.real() * 6.28;
  for (int at = 0; at < 24; ++at) {
    auto const angle = at * 6.28318530718 / 24;
    auto const reach = radius * (1 + 0.22 * std::sin(2 * angle + phase) + 0.1 * std::sin(3 * angle));
    ring.push_back(plan.bend({middle.x + reach * std::cos(angle), middle.y + reach * std::sin(angle) * 0.7}));
  }
  return ring;
}

void cell_surface(Town& town, GroundPlan const& plan, Cell const& cell, simulation::Dice& dice) {
  Spot const corner{cell.column * cell_metres, cell.row * cell_metres};
  auto const inside = [&](double margin) {
    return bent_box(plan, {corner.x + margin, corner.y + margin}, {cell_metres - 2 * margin, cell_metres - 2 * margin});
  };
  switch (cell.pattern) {
    case Pattern::centre:
    case Pattern::grid:
    case Pattern::loops:
      town.surfaces.push_back({"landuse", "residential", "", inside(0)});
      if (cell.pattern == Pattern::loops && dice.percent(55))
        town.surfaces.push_back({"leisure", "park", "", bent_box(plan, {corner.x + 340, corner.y + 415}, {110, 90})});
      break;
    case Pattern::industry:
      town.surfaces.push_back({"landuse", "industrial", "", inside(14)});
      break;
    case Pattern::park:
      town.surfaces.push_back({"leisure", "park", "", inside(24)});
      town.surfaces.push_back({"natural", "water", "", pond(plan, {corner.x + 420, corner.y + 380}, 110, dice)});
      town.surfaces.push_back({"natural", "wood", "", bent_box(plan, {corner.x + 60, corner.y + 520}, {330, 210})});
      break;
    case Pattern::fields:
      town.surfaces.push_back({"landuse", "farmland", "", inside(18)});
      if (dice.percent(50)) town.surfaces.push_back({"natural", "wood", "", bent_box(plan, {corner.x + 480, corner.y + 80}, {240, 300})});
      break;
  }
}

/// The green along the river through the town.
void riverside(Town& town, GroundPlan const& plan) {
  std::vector<Spot> ring;
  auto const end = (plan.rows() - 0.3) * cell_metres;
  for (double y = -end; y <= end; y += 40) ring.push_back(plan.bend({plan.river_x(y) - river_half_width - 38, y}));
  for (double y = end; y >= -end; y -= 40) ring.push_back(plan.bend({plan.river_x(y) + river_half_width + 38, y}));
  town.surfaces.push_back({"leisure", "park", "Riverside Park", std::move(ring)});
}

void river(Town& town, GroundPlan const& plan) {
  std::vector<Spot> ring;
  auto const line = plan.river_line();
  for (auto const spot : line) ring.push_back(plan.bend({spot.x - river_half_width, spot.y}));
  for (auto at = line.rbegin(); at != line.rend(); ++at) ring.push_back(plan.bend({at->x + river_half_width, at->y}));
  town.surfaces.push_back({"natural", "water", "", std::move(ring)});
  for (auto const spot : line) town.river.push_back(plan.bend(spot));
  town.river_name = "Mill River";
}

/// The square before City Hall and the school grounds: open ground inside the grid.
void open_ground(Town& town, GroundPlan const& plan) {
  town.surfaces.push_back({"leisure", "park", "Courthouse Square", bent_box(plan, {14, -92}, {132, 78})});
  town.surfaces.push_back({"amenity", "school", town.wish.name + " High School", bent_box(plan, {654, 414}, {132, 172})});
  town.surfaces.push_back({"amenity", "school", "Lincoln Elementary School", bent_box(plan, {174, -686}, {132, 72})});
  town.surfaces.push_back({"amenity", "hospital", town.wish.name + " Hospital", bent_box(plan, {334, 714}, {132, 72})});
}

bool holds(std::vector<Spot> const& ring, Spot spot) {
  bool inside = false;
  for (std::size_t at = 0, before = ring.size() - 1; at < ring.size(); before = at++) {
    auto const a = ring[at], b = ring[before];
    if ((a.y > spot.y) != (b.y > spot.y) && spot.x < (b.x - a.x) * (spot.y - a.y) / (b.y - a.y) + a.x) inside = !inside;
  }
  return inside;
}

}  // namespace

void build_surfaces(Town& town, GroundPlan const& plan, simulation::Dice& dice) {
  for (auto const& cell : plan.cells()) cell_surface(town, plan, cell, dice);
  riverside(town, plan);
  river(town, plan);
  open_ground(town, plan);
}

bool is_kept_free(Town const& town, Spot spot) {
  return std::any_of(town.surfaces.begin(), town.surfaces.end(), [&](Surface const& surface) {
    bool const free = surface.key == "leisure" || surface.key == "natural" || surface.key == "amenity" || surface.value == "farmland";
    return free && holds(surface.ring, spot);
  });
}

}  // namespace cityhall::town
