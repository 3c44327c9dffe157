#include <charconv>
#include <cmath>

#include "kernel/city.h"
#include "kernel/places/address_list.h"
#include "kernel/places/place.h"
#include "kernel/places/street.h"

namespace cityhall {
namespace {

constexpr double crossing_metres = 45;
constexpr double street_metres = 120;
constexpr double houses_metres = 300;
constexpr std::size_t houses_looked_at = 24;

std::optional<int> number_of(Address const& house) {
  int number = 0;
  auto const& text = house.number;
  if (std::from_chars(text.data(), text.data() + text.size(), number).ec != std::errc{}) return std::nullopt;
  return number;
}

/// True when the two houses lie on opposite sides of the point, along the street.
bool lies_between(Point point, Point a, Point b) {
  auto const shrink = std::cos(point.latitude * 3.141592653589793 / 180);
  auto const x = [&](Point p) { return (p.longitude - point.longitude) * shrink; };
  auto const y = [&](Point p) { return p.latitude - point.latitude; };
  return x(a) * x(b) + y(a) * y(b) < 0;
}

/// The number that a house would have there: between the nearest one and the next one beyond the point, odd or even as the nearest.
int number_between(Point point, Address const& nearest, Address const& beyond) {
  auto const from = *number_of(nearest), to = *number_of(beyond);
  auto const here = metres_between(point, nearest.point), there = metres_between(point, beyond.point);
  auto const share = here + there > 0 ? here / (here + there) : 0;
  return from + 2 * static_cast<int>(std::lround((to - from) * share / 2));
}

struct Neighbours {
  Address const* nearest = nullptr;
  Address const* beyond = nullptr;  // the next one on the other side of the point
};

/// Of houses by distance, those of the street.
Neighbours neighbours_among(std::vector<Address> const& houses, Point point, std::string const& street) {
  Neighbours found;
  for (auto const& house : houses) {
    if (house.street != street || !number_of(house)) continue;
    if (found.nearest == nullptr) {
      found.nearest = &house;
    } else if (lies_between(point, found.nearest->point, house.point)) {
      found.beyond = &house;
      break;
    }
  }
  return found;
}

/// "33 Mill Lane"; empty where no house of that street is near.
std::string house_line(View const& view, Point point, std::string const& street) {
  // In a town both neighbours are near, and a small box has few houses to sort.
  auto houses = addresses_near(view, point, houses_metres / 3, houses_looked_at);
  auto found = neighbours_among(houses, point, street);
  if (found.beyond == nullptr && houses.size() < houses_looked_at) {
    houses = addresses_near(view, point, houses_metres, houses_looked_at);
    found = neighbours_among(houses, point, street);
  }
  if (found.nearest == nullptr) return {};
  if (found.beyond == nullptr) return found.nearest->number + " " + street;
  return std::to_string(number_between(point, *found.nearest, *found.beyond)) + " " + street;
}

std::string street_words(View const& view, Point point) {
  auto const streets = view.city.streets.get();
  if (auto const crossing = streets->crossing_near(point, crossing_metres)) return crossing->first + " & " + crossing->second;
  auto const* street = streets->nearest(point, street_metres);
  if (street == nullptr || street->name.empty()) return {};
  auto const house = house_line(view, point, street->name);
  if (house.empty()) return street->name;
  // Kept with the request and read by everybody: in the city's first language, whoever sends it.
  auto const settings = view.city.settings.get();
  auto const words = _("near {address}").with("address", house);
  return settings->languages.empty() ? house : view.city.translations().text(words, settings->languages.front());
}

}  // namespace

Place name_of_point(View const& view, Point point) {
  Place place{.point = point};
  if (auto const house = nearest_address(view, point)) {
    place.address = house->line();
    place.zip = house->zip;
  } else {
    place.address = street_words(view, point);
  }
  return place;
}

}  // namespace cityhall
