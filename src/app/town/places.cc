#include <array>
#include <cmath>
#include <map>

#include "app/town/road_index.h"
#include "app/town/shapes.h"

namespace cityhall::town {
namespace {

struct Wanted {
  std::string_view name;
  std::string_view key;
  std::string_view value;
  double from_middle;  // metres
};
constexpr std::array wanted{Wanted{"City Hall", "amenity", "townhall", 60},
                            Wanted{"Public Library", "amenity", "library", 260},
                            Wanted{"Central Fire Station", "amenity", "fire_station", 420},
                            Wanted{"Police Headquarters", "amenity", "police", 340},
                            Wanted{"Post Office", "amenity", "post_office", 300},
                            Wanted{"County Courthouse", "amenity", "courthouse", 120},
                            Wanted{"Mill River Theatre", "amenity", "theatre", 280},
                            Wanted{"History Museum", "tourism", "museum", 380},
                            Wanted{"Union Station", "railway", "station", 700},
                            Wanted{"Bus Station", "amenity", "bus_station", 520},
                            Wanted{"Farmers' Market", "amenity", "marketplace", 220},
                            Wanted{"Eastside Community Center", "amenity", "community_centre", 1300},
                            Wanted{"Washington Elementary School", "amenity", "school", 1100},
                            Wanted{"Jefferson Middle School", "amenity", "school", 1500},
                            Wanted{"Oak Ridge Elementary School", "amenity", "school", 2100},
                            Wanted{"North Fire Station", "amenity", "fire_station", 1900},
                            Wanted{"South Fire Station", "amenity", "fire_station", 1800},
                            Wanted{"Recycling Center", "amenity", "recycling", 2300},
                            Wanted{"Branch Library", "amenity", "library", 2000}};
constexpr std::array shops{"Bakery", "Hardware", "Books", "Pharmacy", "Coffee", "Diner", "Bicycles", "Flowers", "Barber", "Grocery"};
constexpr std::array owners{"Kessler", "Alvarez", "Brandt", "Okafor", "Lindqvist", "Moreau", "Tanaka", "Whitfield", "Novak", "Petrov"};

double from_middle(Lot const& lot) { return std::hypot(lot.door.x, lot.door.y); }

}  // namespace

void build_places(Town& town, simulation::Dice& dice) {
  Taken apart{60};
  for (auto const& each : wanted) {
    // The first lot at the right distance that is not beside another public building; lots stand in order of distance.
    for (auto const& lot : town.lots) {
      if (from_middle(lot) < each.from_middle || !apart.is_free(lot.door)) continue;
      apart.take(lot.door);
      town.places.push_back({std::string{each.name}, each.key, each.value, lot.door});
      break;
    }
  }
  std::map<std::string, int> known;
  for (auto const& lot : town.lots) {
    if (lot.use != "retail" || !dice.percent(40)) continue;
    auto name = std::string{dice.one_of(owners)} + " " + dice.one_of(shops);
    if (known[name]++ == 0) town.places.push_back({std::move(name), "shop", "yes", lot.door});
  }
}

void build_zones(Town& town, GroundPlan const& plan, Names& names) {
  std::map<std::pair<int, int>, std::string> quarters;
  // Quarters of two by two cells, the middle four first: downtown.
  auto const quarter = [&](Cell const& cell) {
    auto const at = std::pair{static_cast<int>(std::floor((cell.column + 1) / 2.0)), static_cast<int>(std::floor((cell.row + 1) / 2.0))};
    auto& name = quarters[at];
    if (name.empty()) name = names.quarter();
    return name;
  };
  (void)quarter(Cell{.column = 0, .row = 0});
  for (auto const& cell : plan.cells()) {
    auto const ring = plan.outline(cell);
    town.zones.push_back({"city", town.wish.name, ring});
    town.zones.push_back({"district", cell.row >= 1 ? "north" : cell.row < -1 ? "south" : "center", ring});
    town.zones.push_back({"neighborhood", quarter(cell), ring});
    auto const angle = std::atan2(cell.row + 0.5, cell.column + 0.5) + 3.14159265358979;
    town.zones.push_back({"ward", "Ward " + std::to_string(1 + static_cast<int>(angle / 6.2832 * 6) % 6), ring});
  }
}

namespace {

constexpr std::array species{"Acer rubrum",     "Acer saccharum",        "Quercus rubra",         "Quercus palustris",
                             "Tilia americana", "Gleditsia triacanthos", "Platanus × acerifolia", "Ulmus americana",
                             "Ginkgo biloba",   "Celtis occidentalis"};

class Planter {
 public:
  Planter(Town& town, simulation::Dice& dice) : town_{town}, dice_{dice} {}

  /// Something each so many metres along every street, so far from its middle line.
  void along(std::string_view kind, double every, double away, double chance) {
    for (auto const& road : town_.roads) {
      if (road.name.empty() || road.bridge) continue;
      double left = every / 2;
      int side = 1;
      for (std::size_t at = 1; at < road.nodes.size(); ++at) {
        auto const from = town_.nodes[road.nodes[at - 1]], to = town_.nodes[road.nodes[at]];
        auto const length = std::hypot(to.x - from.x, to.y - from.y);
        left -= length;
        if (left > 0) continue;
        left = every;
        side = -side;
        if (!dice_.percent(chance)) continue;
        Spot const out{-(to.y - from.y) / length * side * away, (to.x - from.x) / length * side * away};
        add(kind, road.name, {to.x + out.x, to.y + out.y});
      }
    }
  }

  /// Stop signs where small streets meet large ones; names at every crossing.
  void signs() {
    std::map<std::uint32_t, std::vector<Road const*>> meeting;
    for (auto const& road : town_.roads)
      for (auto const node : road.nodes) meeting[node].push_back(&road);
    for (auto const& [node, roads] : meeting) {
      if (roads.size() < 2 || roads.front()->name == roads.back()->name) continue;
      auto const spot = town_.nodes[node];
      add("sign", roads.front()->name, {spot.x + 7, spot.y + 7});
    }
  }

 private:
  void add(std::string_view kind, std::string const& street, Spot at) {
    auto const letter = kind == "hydrant" ? "H" : kind == "street light" ? "L" : kind == "tree" ? "T" : "S";
    auto const number = ++count_[kind];
    std::string what = kind == "hydrant"        ? "dry barrel"
                       : kind == "street light" ? (dice_.percent(70) ? "LED 70 W" : "HPS 150 W")
                       : kind == "tree"         ? dice_.one_of(species)
                                                : (dice_.percent(60) ? "stop" : "street name");
    town_.assets.push_back(
        {kind, letter + std::to_string(10'000 + number), std::move(what), 1975 + static_cast<int>(dice_.below(50)), street, at});
  }

  Town& town_;
  simulation::Dice& dice_;
  std::map<std::string_view, int> count_;
};

}  // namespace

void build_assets(Town& town, simulation::Dice& dice) {
  Planter planter{town, dice};
  planter.along("hydrant", 150, 7, 100);
  planter.along("street light", 60, 6, 100);
  planter.along("tree", 24, 8, 55);
  planter.signs();
}

}  // namespace cityhall::town
