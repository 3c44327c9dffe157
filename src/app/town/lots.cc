#include "app/town/lots.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "app/town/shapes.h"

namespace cityhall::town {
namespace {

constexpr double residents_per_home = 2.42;  // United States, 2020 census: 2.53 with all sizes of town; smaller towns have smaller homes
constexpr double depth = 36;                 // of a lot
constexpr double downtown_metres = 620;
constexpr double number_metres = 6.5;  // 2 numbers each so many metres: some 48 in a block of 160

/// A street as one line, its pieces one after the other.
struct Walk {
  std::string name;
  std::string_view kind;
  std::vector<std::vector<Spot>> pieces;
};

std::vector<Walk> walks_of(Town const& town) {
  std::map<std::string, Walk> walks;
  for (auto const& road : town.roads) {
    if (road.name.empty() || road.bridge) continue;
    auto& walk = walks[road.name];
    walk.name = road.name;
    walk.kind = road.kind;
    std::vector<Spot> piece;
    for (auto const node : road.nodes) piece.push_back(town.nodes[node]);
    walk.pieces.push_back(std::move(piece));
  }
  std::vector<Walk> all;
  for (auto& [name, walk] : walks) all.push_back(std::move(walk));
  return all;
}

struct Step {
  Spot at{};
  Spot ahead{};  // unit vector
};

/// The spot after so many metres along a line.
Step step_at(std::vector<Spot> const& line, double metres) {
  for (std::size_t at = 1; at < line.size(); ++at) {
    auto const from = line[at - 1], to = line[at];
    auto const length = std::hypot(to.x - from.x, to.y - from.y);
    if (metres <= length || at + 1 == line.size()) {
      auto const share = length == 0 ? 0 : std::min(1.0, metres / length);
      return {{from.x + share * (to.x - from.x), from.y + share * (to.y - from.y)}, {(to.x - from.x) / length, (to.y - from.y) / length}};
    }
    metres -= length;
  }
  return {line.front(), {1, 0}};
}

double length_of(std::vector<Spot> const& line) {
  double sum = 0;
  for (std::size_t at = 1; at < line.size(); ++at) sum += std::hypot(line[at].x - line[at - 1].x, line[at].y - line[at - 1].y);
  return sum;
}

struct Candidate {
  Lot lot{};
  double from_middle = 0;
};

class Surveyor {
 public:
  Surveyor(Town& town, simulation::Dice& dice) : town_{town}, dice_{dice}, roads_{town}, taken_{15} {}

  std::vector<Candidate> survey() {
    for (auto const& walk : walks_of(town_)) {
      double walked = 0;
      for (auto const& piece : walk.pieces) {
        along(walk, piece, walked);
        walked += std::ceil(length_of(piece) / 160) * 160;
      }
    }
    return std::move(found_);
  }

 private:
  void along(Walk const& walk, std::vector<Spot> const& piece, double walked) {
    auto const length = length_of(piece);
    for (int side = -1; side <= 1; side += 2) {
      for (double at = 16; at < length - 14;) {
        auto const here = step_at(piece, at);
        auto const middle = std::hypot(here.at.x, here.at.y);
        auto const width = middle < downtown_metres ? 16 + dice_.real() * 8 : 19 + dice_.real() * 7;
        place(walk, here, {side, width, walked + at, middle});
        at += width;
      }
    }
  }

  struct Where {
    int side;
    double width;
    double along;
    double from_middle;
  };

  void place(Walk const& walk, Step const& here, Where const& where) {
    auto const out = Spot{-here.ahead.y * where.side, here.ahead.x * where.side};
    auto const to = [&](double ahead, double away) {
      return Spot{here.at.x + here.ahead.x * ahead + out.x * away, here.at.y + here.ahead.y * ahead + out.y * away};
    };
    auto const house = to(0, 21);
    if (!taken_.is_free(house) || roads_.to_other_road(house, walk.name) < 15 || is_kept_free(town_, house)) return;
    taken_.take(house);
    auto const block = static_cast<int>(where.along / 160);
    auto const in_block = static_cast<int>(std::fmod(where.along, 160) / number_metres);
    auto const number = 100 * (block + 1) + 2 * in_block + (where.side > 0 ? 1 : 2);
    Candidate candidate{.from_middle = where.from_middle};
    auto& lot = candidate.lot;
    lot.number = std::to_string(number);
    lot.street = walk.name;
    lot.door = to(0, 12);
    auto const half = where.width / 2;
    // A little wider than the lot: what two neighbours both have is parted between them afterwards, and nothing is left over.
    lot.parcel = {to(-half - 4, 6), to(half + 4, 6), to(half + 4, 6 + depth), to(-half - 4, 6 + depth)};
    lot.use = use_of(walk, where.from_middle);
    auto const wide = lot.use == "house" ? std::min(half * 0.62, 6 + dice_.real() * 3) : half * 0.94;
    auto const front = lot.use == "retail" ? 9.0 : 13 + dice_.real() * 3;
    auto const back = front + (lot.use == "house" ? 9 + dice_.real() * 4 : 16 + dice_.real() * 6);
    lot.house = {to(-wide, front), to(wide, front), to(wide, back), to(-wide, back)};
    found_.push_back(std::move(candidate));
  }

  std::string_view use_of(Walk const& walk, double from_middle) {
    if (from_middle < 330) return "retail";
    if (walk.kind == "primary" && from_middle < 900) return "retail";
    if (from_middle < downtown_metres) return dice_.percent(45) ? "apartments" : "house";
    return dice_.percent(2) ? "apartments" : "house";
  }

  Town& town_;
  simulation::Dice& dice_;
  RoadIndex roads_;
  Taken taken_;
  std::vector<Candidate> found_;
};

std::size_t homes_in(Lot const& lot) { return lot.use == "retail" ? 0 : std::max<std::size_t>(1, lot.units.size()); }

void add_units(Lot& lot, int count) {
  for (int at = 1; at <= count; ++at) lot.units.push_back(std::to_string(at));
}

}  // namespace

void build_lots(Town& town, simulation::Dice& dice) {
  auto found = Surveyor{town, dice}.survey();
  std::sort(found.begin(), found.end(), [](Candidate const& a, Candidate const& b) {
    return std::tie(a.from_middle, a.lot.street, a.lot.number) < std::tie(b.from_middle, b.lot.street, b.lot.number);
  });
  auto const homes_wanted = static_cast<std::size_t>(town.wish.residents / residents_per_home);
  std::size_t homes = 0;
  for (auto& [lot, distance] : found) {
    if (homes >= homes_wanted) break;
    if (lot.use == "apartments") add_units(lot, 4 + static_cast<int>(dice.below(9)));
    homes += homes_in(lot);
    town.lots.push_back(std::move(lot));
  }
  // Too little room for everybody: the houses nearest to the middle become apartments.
  for (auto& lot : town.lots) {
    if (homes >= homes_wanted) break;
    if (lot.use != "house") continue;
    lot.use = "apartments";
    add_units(lot, 6);
    homes += 5;
  }
}

}  // namespace cityhall::town
