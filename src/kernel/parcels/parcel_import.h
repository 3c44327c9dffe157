#pragma once
// How a layer of parcels comes in: read as a whole, stored batch by batch, each kept whole; what the layer no longer has is removed at the
// end, and one event tells of all of it.

#include <functional>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "kernel/parcels/parcel.h"

namespace cityhall {

/// Rings of points, the first repeated as the last: the outer one, then holes.
using ParcelPolygon = std::vector<std::vector<Point>>;

/// A parcel as the layer has it.
struct ParcelRow {
  Parcel parcel{};       // without its id
  std::string ground{};  // well-known binary
};

/// Checks and repairs the ground, and makes one parcel of features with the same number: parts that lie apart, or one for each owner.
class ParcelLayer {
 public:
  /// Gives why it cannot be taken, in English; empty: it is.
  std::string add(Parcel parcel, std::vector<ParcelPolygon> const& ground);
  std::vector<ParcelRow> const& rows() const { return rows_; }
  bool has(std::string const& number) const { return places_.contains(number); }

 private:
  std::vector<ParcelRow> rows_{};
  std::map<std::string, std::size_t> places_{};  // in rows_, by number
};

struct ParcelCount {
  std::size_t added = 0;
  std::size_t changed = 0;
  std::size_t unchanged = 0;
  std::size_t removed = 0;
};

/// Adds them, or changes those with the same number. Needs `admin.zones`. Appends nothing: see finish_parcel_import.
ParcelCount put_parcels(Unit& unit, std::span<ParcelRow const> rows);
/// The ids of the parcels whose number the layer no longer names.
std::vector<ParcelId> parcels_gone(View const& view, std::function<bool(std::string const& number)> const& still_there);
/// Needs `admin.zones`.
void remove_parcels(Unit& unit, std::span<ParcelId const> ids);
/// Appends `parcels.imported` with the figures. Needs `admin.zones`.
void finish_parcel_import(Unit& unit, ParcelCount const& count);

/// What is derived from the rows, made anew after rows came in by themselves.
void index_all_parcels(Unit& unit);

}  // namespace cityhall
