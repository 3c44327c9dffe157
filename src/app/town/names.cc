#include "app/town/names.h"

#include <array>

namespace cityhall::town {
namespace {

constexpr std::array<std::string_view, 34> trees{
    "Oak",      "Elm",      "Maple",   "Cedar",    "Walnut",  "Chestnut", "Linden",    "Sycamore", "Hickory", "Willow",  "Poplar", "Birch",
    "Locust",   "Spruce",   "Juniper", "Magnolia", "Dogwood", "Lincoln",  "Jefferson", "Madison",  "Monroe",  "Jackson", "Grant",  "Adams",
    "Harrison", "Franklin", "Church",  "School",   "Depot",   "Market",   "College",   "Mulberry", "Cherry",  "Vine"};
constexpr std::array<std::string_view, 48> stems{
    "Heron",     "Meadow",      "Brook",    "Fox",      "Stone",    "Willow Bend", "Orchard",    "Sunrise", "Prairie", "Harvest",
    "Quail",     "Deer",        "Bluebird", "Clover",   "Hawthorn", "Laurel",      "Partridge",  "Raven",   "Timber",  "Valley",
    "Wagon",     "Windmill",    "Copper",   "Amber",    "Cardinal", "Finch",       "Goldenrod",  "Hazel",   "Ivy",     "Larkspur",
    "Maplewood", "Nightingale", "Otter",    "Pheasant", "Primrose", "Robin",       "Sandstone",  "Sparrow", "Thistle", "Tulip",
    "Wren",      "Whitetail",   "Acorn",    "Barley",   "Canary",   "Daisy",       "Elderberry", "Fern"};
constexpr std::array<std::string_view, 6> winding_types{"Lane", "Drive", "Court", "Way", "Circle", "Trail"};
constexpr std::array<std::string_view, 10> roads_across{"Mill Road",   "Oak Ridge Road", "River Road", "County Line Road", "Quarry Road",
                                                  "Chapel Road", "Bridge Road",    "Dairy Road", "Fairground Road",  "Creek Road"};
constexpr std::array<std::string_view, 10> roads_along{"State Road",   "Meridian Road", "Airport Road",  "Prairie Road", "Station Road",
                                                 "Granary Road", "Hospital Road", "Parkland Road", "Ridge Road",   "Lake Road"};
constexpr std::array<std::string_view, 16> quarters{"Downtown",  "Mill Pond",    "Oak Ridge",   "Riverside",   "College Hill", "Eastgate",
                                                    "Westfield", "Station",      "Meadowlands", "Old Orchard", "Fairground",   "Quarry",
                                                    "Northgate", "Prairie View", "Southport",   "Heron Lake"};

}  // namespace

std::string Names::numbered(int number, std::string_view type) {
  auto const last = number % 10;
  auto const teens = number % 100 >= 11 && number % 100 <= 13;
  auto const* ending = teens ? "th" : last == 1 ? "st" : last == 2 ? "nd" : last == 3 ? "rd" : "th";
  return std::to_string(number) + ending + " " + std::string{type};
}

std::string Names::unused(std::string const& stem, std::string_view type) {
  auto name = stem + " " + std::string{type};
  return used_.insert(name).second ? name : std::string{};
}

std::string Names::street(std::string_view type) {
  while (next_tree_ < trees.size())
    if (auto name = unused(std::string{trees[next_tree_++]}, type); !name.empty()) return name;
  return winding();
}

std::string Names::winding() {
  // Far more pairs than any town needs; numbered ones after that.
  for (int attempt = 0; attempt < 400; ++attempt)
    if (auto name = unused(std::string{dice_.one_of(stems)}, dice_.one_of(winding_types)); !name.empty()) return name;
  for (int number = 1;; ++number)
    if (auto name = unused(std::string{dice_.one_of(stems)} + " " + std::to_string(number), "Place"); !name.empty()) return name;
}

std::string Names::arterial(int line, bool east_west) {
  if (line == 0) return east_west ? "Main Street" : "Washington Avenue";
  auto const& list = east_west ? roads_across : roads_along;
  auto const index = static_cast<std::size_t>(line > 0 ? 2 * line - 2 : -2 * line - 1);
  if (index < list.size()) return std::string{list[index]};
  return numbered(std::abs(line) * 8, east_west ? "Road" : "Avenue") +
         (line > 0 ? (east_west ? " North" : " East") : (east_west ? " South" : " West"));
}

std::string Names::quarter() {
  if (next_quarter_ < quarters.size()) return std::string{quarters[next_quarter_++]};
  return std::string{dice_.one_of(stems)} + " " + std::to_string(++next_quarter_ - quarters.size());
}

}  // namespace cityhall::town
