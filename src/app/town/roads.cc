#include "app/town/roads.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace cityhall::town {
namespace {

constexpr double step = 20;  // all junctions of straight lines lie on multiples of it

class Builder {
 public:
  Builder(Town& town, GroundPlan const& plan, Names& names, simulation::Dice& dice)
      : town_{town}, plan_{plan}, names_{names}, dice_{dice} {}

  void arterials() {
    for (int line = -plan_.columns(); line <= plan_.columns(); ++line) section_line(line, false);
    for (int line = -plan_.rows(); line <= plan_.rows(); ++line) section_line(line, true);
  }
  void inside_of_cells() {
    grid_streets();
    for (auto const& cell : plan_.cells()) {
      if (cell.pattern == Pattern::loops) dice_.percent(45) ? loops(cell) : waves(cell);
      if (cell.pattern == Pattern::industry) works_roads(cell);
    }
  }

 private:
  bool has_cell(int column, int row) const {
    return std::any_of(plan_.cells().begin(), plan_.cells().end(),
                       [&](Cell const& cell) { return cell.column == column && cell.row == row; });
  }
  bool is_gridded(int column, int row) const {
    return std::any_of(plan_.cells().begin(), plan_.cells().end(), [&](Cell const& cell) {
      return cell.column == column && cell.row == row && (cell.pattern == Pattern::centre || cell.pattern == Pattern::grid);
    });
  }

  std::uint32_t node(Spot plan) {
    auto const key = std::pair{std::lround(plan.x * 2), std::lround(plan.y * 2)};
    auto const [found, added] = nodes_.emplace(key, static_cast<std::uint32_t>(town_.nodes.size()));
    if (added) town_.nodes.push_back(plan_.bend(plan));
    return found->second;
  }

  void add(std::string const& name, std::string_view kind, std::vector<Spot> const& line, bool bridge = false) {
    if (line.size() < 2) return;
    Road road{.name = name, .kind = kind, .bridge = bridge};
    for (auto const spot : line) road.nodes.push_back(node(spot));
    town_.roads.push_back(std::move(road));
  }

  /// An arterial over its whole length, cut where no cell touches it and at the ends of bridges.
  void section_line(int line, bool east_west) {
    auto const name = names_.arterial(line, east_west);
    std::string_view const kind = line == 0 ? "primary" : line % 2 == 0 ? "secondary" : "tertiary";
    auto const reach = (east_west ? plan_.columns() : plan_.rows()) * cell_metres;
    std::vector<Spot> piece;
    bool over_water = false;
    auto const flush = [&](bool last) {
      add(name, kind, piece, over_water);
      piece = last || piece.empty() ? std::vector<Spot>{} : std::vector<Spot>{piece.back()};
    };
    for (double at = -reach; at <= reach; at += step) {
      Spot const spot = east_west ? Spot{at, line * cell_metres} : Spot{line * cell_metres, at};
      if (!touches_cell(spot, east_west)) {
        flush(true);
        continue;
      }
      piece.push_back(spot);
      auto const wet = plan_.from_river(spot) < river_half_width + 12;
      if (wet != over_water) {
        flush(false);
        over_water = wet;
      }
    }
    flush(true);
  }

  bool touches_cell(Spot spot, bool east_west) const {
    auto const along = static_cast<int>(std::floor(((east_west ? spot.x : spot.y) - 0.1) / cell_metres));
    auto const line = static_cast<int>(std::lround((east_west ? spot.y : spot.x) / cell_metres));
    return east_west ? has_cell(along, line) || has_cell(along, line - 1) : has_cell(line, along) || has_cell(line - 1, along);
  }

  /// Avenues every 160 metres, streets every 100, through all cells with a grid.
  void grid_streets() {
    int number = 0;
    for (double x = -plan_.columns() * cell_metres; x <= plan_.columns() * cell_metres; x += 160) {
      if (std::fmod(std::abs(x), cell_metres) < 1) continue;
      std::vector<Spot> line;
      for (double y = -plan_.rows() * cell_metres; y <= plan_.rows() * cell_metres; y += step) line.push_back({x, y});
      if (grid_line(line, "", false)) grid_line(line, Names::numbered(++number, "Avenue"), true);
    }
    for (double y = -plan_.rows() * cell_metres; y <= plan_.rows() * cell_metres; y += 100) {
      if (std::fmod(std::abs(y), cell_metres) < 1) continue;
      std::vector<Spot> line;
      for (double x = -plan_.columns() * cell_metres; x <= plan_.columns() * cell_metres; x += step) line.push_back({x, y});
      if (grid_line(line, "", false)) grid_line(line, names_.street("Street"), true);
    }
  }

  /// The pieces of a line that lie in gridded cells and off the river; false when there is none.
  bool grid_line(std::vector<Spot> const& line, std::string const& name, bool build) {
    std::vector<Spot> piece;
    bool any = false;
    auto const flush = [&] {
      if (piece.size() > 4) {
        any = true;
        if (build) add(name, "residential", piece);
      }
      piece.clear();
    };
    for (auto const spot : line) {
      auto const low = [](double value) { return static_cast<int>(std::floor((value - 0.1) / cell_metres)); };
      auto const high = [](double value) { return static_cast<int>(std::floor((value + 0.1) / cell_metres)); };
      bool const inside = is_gridded(low(spot.x), low(spot.y)) || is_gridded(high(spot.x), high(spot.y)) ||
                          is_gridded(low(spot.x), high(spot.y)) || is_gridded(high(spot.x), low(spot.y));
      if (inside && plan_.from_river(spot) > river_half_width + 45) piece.push_back(spot);
      else flush();
    }
    flush();
    return any;
  }

  bool is_dry(std::vector<Spot> const& line) const {
    return std::all_of(line.begin(), line.end(), [&](Spot spot) { return plan_.from_river(spot) > river_half_width + 45; });
  }

  static std::vector<Spot> straight(Spot from, Spot to) {
    auto const pieces = std::max(1, static_cast<int>(std::lround(std::hypot(to.x - from.x, to.y - from.y) / step)));
    std::vector<Spot> line;
    for (int at = 0; at <= pieces; ++at) line.push_back({from.x + (to.x - from.x) * at / pieces, from.y + (to.y - from.y) * at / pieces});
    return line;
  }

  void add_dry(std::string const& name, std::string_view kind, std::vector<Spot> const& line) {
    if (is_dry(line)) add(name, kind, line);
  }

  /// A ring road with rounded corners, ways out to the arterials, a street across, and courts inside and outside.
  void loops(Cell const& cell) {
    Spot const middle{(cell.column + 0.5) * cell_metres, (cell.row + 0.5) * cell_metres};
    auto const radius = 220 + 20 * static_cast<double>(dice_.below(3));
    auto const ring = ring_around(middle, radius);
    if (!is_dry(ring)) return waves(cell);
    auto const name = names_.winding();
    add_dry(name, "residential", ring);
    auto const quarter = ring.size() / 4;
    for (std::size_t side = 0; side < 4; ++side) {
      auto const from = ring[side * quarter];
      // A way out on most sides.
      if (side == 0 || dice_.percent(75)) add_dry(names_.winding(), "residential", straight(from, on_edge(cell, middle, from)));
    }
    add_dry(names_.winding(), "residential", straight(ring[0], ring[2 * quarter]));
    for (std::size_t at = quarter / 4; at < ring.size(); at += quarter / 2) court(middle, ring[at]);
  }

  /// Winding streets across the cell, some ways between them, and courts.
  void waves(Cell const& cell) {
    bool const east_west = dice_.percent(50);
    auto const phase = dice_.real() * 6.28;
    std::vector<std::vector<Spot>> streets;
    for (int at = 1; at <= 4; ++at) {
      auto street = wave(cell, east_west, {at * 160.0, phase + at * 0.35});
      if (!is_dry(street)) continue;
      add(names_.winding(), "residential", street);
      streets.push_back(std::move(street));
    }
    for (std::size_t at = 1; at < streets.size(); ++at)
      for (auto const share : {1, 3})
        if (dice_.percent(70))
          add_dry(names_.winding(), "residential",
                  straight(streets[at - 1][streets[at - 1].size() * static_cast<std::size_t>(share) / 4],
                           streets[at][streets[at].size() * static_cast<std::size_t>(share) / 4]));
  }

  struct Wave {
    double across;  // metres from the cell's edge
    double phase;
  };
  static std::vector<Spot> wave(Cell const& cell, bool east_west, Wave const& shape) {
    std::vector<Spot> line;
    for (double along = 0; along <= cell_metres; along += step) {
      // Straight at the ends, where it meets the arterials.
      auto const inner = std::min(1.0, std::min(along, cell_metres - along) / 160);
      auto const across = shape.across + 38 * inner * std::sin(along / 105 + shape.phase);
      auto const x = cell.column * cell_metres, y = cell.row * cell_metres;
      line.push_back(east_west ? Spot{x + along, y + across} : Spot{x + across, y + along});
    }
    return line;
  }

  static std::vector<Spot> ring_around(Spot middle, double radius) {
    std::vector<Spot> ring;
    constexpr int points = 64;
    for (int at = 0; at <= points; ++at) {
      auto const angle = 2 * 3.14159265358979 * at / points;
      // A rounded square: between a circle and its box.
      auto const c = std::cos(angle), s = std::sin(angle);
      auto const stretch = 1 / std::pow(std::pow(std::abs(c), 4) + std::pow(std::abs(s), 4), 0.25);
      ring.push_back(at == points ? ring.front() : Spot{middle.x + radius * stretch * c, middle.y + radius * stretch * s});
    }
    return ring;
  }

  static Spot on_edge(Cell const& cell, Spot middle, Spot from) {
    auto const east = std::abs(from.x - middle.x) > std::abs(from.y - middle.y);
    auto const snap = [](double value) { return std::round(value / step) * step; };
    if (east) return {from.x > middle.x ? (cell.column + 1) * cell_metres : cell.column * cell_metres, snap(from.y)};
    return {snap(from.x), from.y > middle.y ? (cell.row + 1) * cell_metres : cell.row * cell_metres};
  }

  void court(Spot middle, Spot from) {
    if (dice_.percent(25)) return;
    auto const out = dice_.percent(70) ? 1.0 : -1.0;
    auto const distance = std::hypot(from.x - middle.x, from.y - middle.y);
    auto const length = 70 + dice_.real() * 50;
    Spot const to{from.x + out * (from.x - middle.x) / distance * length, from.y + out * (from.y - middle.y) / distance * length};
    add_dry(names_.winding(), "residential", straight(from, to));
  }

  void works_roads(Cell const& cell) {
    Spot const corner{cell.column * cell_metres, cell.row * cell_metres};
    add_dry(names_.winding(), "residential", straight({corner.x, corner.y + 400}, {corner.x + cell_metres, corner.y + 400}));
    add_dry(names_.winding(), "residential", straight({corner.x + 400, corner.y}, {corner.x + 400, corner.y + cell_metres}));
  }

  Town& town_;
  GroundPlan const& plan_;
  Names& names_;
  simulation::Dice& dice_;
  std::map<std::pair<long, long>, std::uint32_t> nodes_;
};

}  // namespace

void build_roads(Town& town, GroundPlan const& plan, Names& names, simulation::Dice& dice) {
  Builder builder{town, plan, names, dice};
  builder.arterials();
  builder.inside_of_cells();
}

}  // namespace cityhall::town
