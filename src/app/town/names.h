#pragma once
// Names for streets and quarters. Each is given once.

#include <set>
#include <string>
#include <string_view>

#include "app/simulation/dice.h"

namespace cityhall::town {

class Names {
 public:
  explicit Names(simulation::Dice& dice) : dice_{dice} {}
  /// "1st Avenue", "2nd Avenue", … by number.
  static std::string numbered(int number, std::string_view type);
  /// The next name of the list for streets in a grid: trees, then presidents, then whatever is free.
  std::string street(std::string_view type);
  /// A winding street of a quarter: "Heron Lane".
  std::string winding();
  /// An arterial road; the first ones are fixed.
  std::string arterial(int line, bool east_west);
  std::string quarter();

 private:
  std::string unused(std::string const& stem, std::string_view type);
  simulation::Dice& dice_;
  std::set<std::string> used_;
  std::size_t next_tree_ = 0;
  std::size_t next_quarter_ = 0;
};

}  // namespace cityhall::town
