#pragma once
// Where something is: a point on the earth, an address, or both.

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/unit.h"
#include "kernel/ids.h"

namespace cityhall {

/// Degrees, WGS 84.
struct Point {
  double latitude = 0;
  double longitude = 0;
  friend bool operator==(Point, Point) = default;
};

struct Place {
  std::optional<Point> point{};
  std::string address{};  // as people say it: "12 Main St"
  PlaceId address_id{};   // when it is one of the city's own addresses
  std::string zip{};
  bool empty() const { return !point && address.empty() && !address_id; }
};

/// One of the city's addresses.
struct Address {
  PlaceId id{};
  std::string number{};
  std::string street{};
  std::string unit{};
  std::string zip{};
  Point point{};
  /// "12 Main St, Unit 4"
  std::string line() const;
};

/// On a sphere, metres.
double metres_between(Point a, Point b);
inline constexpr double metres_per_degree = 111'320;  // of latitude; of longitude at the equator
/// "42.3601, -71.0589" as people paste it; nothing when the text is no pair of degrees.
std::optional<Point> parse_point(std::string_view text);

/// Adds addresses or updates those with equal number, street, unit and zip. Gives how many were new.
std::size_t import_addresses(Unit& unit, std::span<Address const> addresses);
/// Exact, then without regard to case, accents and street-type abbreviations ("12 main street" finds "12 Main St").
std::optional<Address> find_address(View const& view, std::string_view text);
std::optional<Address> address_by_id(View const& view, PlaceId id);
/// The nearest address within `metres`, to name a point on a map.
std::optional<Address> nearest_address(View const& view, Point point, double metres = 60);

/// How people call that point: the house where one is near; else the crossing, "near 33 Mill Lane" by the houses before and after it (in
/// the city's first language), or the street. Its address is empty where none of them is near.
Place name_of_point(View const& view, Point point);

/// The place with what the city knows about it filled in: the point of an address, the name of a point.
/// Throws Refusal(invalid, "place.outside") outside the city, "place.unknown" when an address is not known and no point is given
/// (only where the city has an address list).
Place locate(View const& view, Place place);

}  // namespace cityhall
