#pragma once
// A parcel of land: what code enforcement, planning and the assessor speak of. For staff only.

#include <string>
#include <string_view>
#include <vector>

#include "kernel/places/place.h"
#include "kernel/unit.h"

namespace cityhall {

struct Parcel {
  ParcelId id{};
  std::string number{};    // "49-07-12-345", as the assessor writes it
  std::string address{};   // where the layer says that it is; may be empty
  std::string land_use{};  // in the layer's own words; empty: not said
};

bool knows_parcels(View const& view);
std::size_t parcel_count(View const& view);

/// How far a pin may stand from the address that it was set for, to mean that address' parcel.
inline constexpr double parcel_pin_metres = 100;

/// Those whose ground holds the point (its border counts), by number; of homes above each other there are many. At most `most`. Empty for
/// those without `issues.read`.
std::vector<Parcel> parcels_at(View const& view, Point point, std::size_t most = 50);
/// Those of its point; where that lies on none, as in the street before a house, those of its address, when that is near.
std::vector<Parcel> parcels_of(View const& view, Place const& place);
/// The one with exactly this number, else those whose letters and digits are the same. Needs `issues.read`.
std::vector<Parcel> parcels_by_number(View const& view, std::string_view typed);

}  // namespace cityhall
