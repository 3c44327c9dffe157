#pragma once
// A believable town that does not exist: streets, houses, parks, a river, and what a city maintains in it. The same wish gives the same
// town.

#include <cstdint>
#include <string>
#include <vector>

#include "kernel/places/place.h"

namespace cityhall::town {

struct TownWish {
  std::string name{"Fairhaven"};
  int residents = 33'000;
  std::uint64_t seed = 7;
  Point middle{40.042, -86.128};
  std::string zip{"46061"};
};

/// Metres east and north of the middle.
struct Spot {
  double x = 0;
  double y = 0;
};

struct Road {
  std::string name{};       // empty: an alley or a lane without one
  std::string_view kind{};  // OpenStreetMap's word: primary, secondary, tertiary, residential, service, footway
  std::vector<std::uint32_t> nodes{};
  bool bridge = false;
};

/// A lot with its house.
struct Lot {
  std::string number{};
  std::string street{};
  std::vector<std::string> units{};  // of a house with several homes
  Spot door{};
  std::string parcel_number{};  // as the assessor would write it
  std::vector<Spot> parcel{};   // its ground, convex; without the repeated first spot
  std::vector<Spot> house{};  // empty: not built on
  std::string_view use{};     // "house", "apartments", "retail", "industrial"
};

/// A surface with OpenStreetMap's key and value.
struct Surface {
  std::string_view key{};
  std::string_view value{};
  std::string name{};
  std::vector<Spot> ring{};  // without the repeated first spot
};

/// A place that people name.
struct NamedSpot {
  std::string name{};
  std::string_view key{};
  std::string_view value{};
  Spot at{};
};

/// A thing that the city maintains.
struct AssetRow {
  std::string_view kind{};  // "hydrant", "street light", "sign", "tree"
  std::string id{};
  std::string what{};  // "stop", "Acer rubrum", "LED 70 W", …
  int year = 0;        // put there
  std::string street{};
  Spot at{};
};

/// A cell of a layer of zones; cells with equal names are one zone.
struct ZoneCell {
  std::string_view layer{};
  std::string name{};
  std::vector<Spot> ring{};
};

struct Town {
  TownWish wish{};
  std::vector<Spot> nodes{};
  std::vector<Road> roads{};
  std::vector<Surface> surfaces{};
  std::vector<Spot> river{};  // its middle line
  std::string river_name{};
  std::vector<Lot> lots{};
  std::vector<NamedSpot> places{};
  std::vector<AssetRow> assets{};
  std::vector<ZoneCell> zones{};
  Point point(Spot spot) const;
};

/// About a second for 33,000 residents. Throws Refusal(invalid, "town.size") below 500 or above 2,000,000 residents.
Town make_town(TownWish const& wish);

}  // namespace cityhall::town
