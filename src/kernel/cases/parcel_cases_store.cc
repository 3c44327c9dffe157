#include "kernel/cases/parcel_cases.h"

#include <map>

#include "kernel/parcels/parcel_ground.h"
#include "kernel/places/cell.h"
#include "store/reader.h"

namespace cityhall {
namespace {

/// Decides for one case after the other; addresses are asked once.
class OnParcel {
 public:
  OnParcel(View const& view, ParcelGround const& ground) : view_{view}, ground_{ground} {}

  bool holds(Point pin, PlaceId address) {
    if (ground_.covers(pin)) return true;
    if (!address) return false;
    auto const [known, fresh] = addresses_.try_emplace(address);
    if (fresh)
      if (auto const found = address_by_id(view_, address); found && ground_.covers(found->point)) known->second = found->point;
    auto const& door = known->second;
    return door && metres_between(*door, pin) <= parcel_pin_metres && parcels_at(view_, pin, 1).empty();
  }

 private:
  View const& view_;
  ParcelGround const& ground_;
  std::map<PlaceId, std::optional<Point>> addresses_{};  // their points, of those on the parcel
};

/// The box with the pins that may mean an address at its edge.
store::Box with_pins_around(store::Box box) {
  auto const low = box_around({box.min_latitude, box.min_longitude}, parcel_pin_metres);
  auto const high = box_around({box.max_latitude, box.max_longitude}, parcel_pin_metres);
  return {low.min_longitude, low.min_latitude, high.max_longitude, high.max_latitude};
}

}  // namespace

std::vector<CaseId> cases_on_parcel(View const& view, ParcelId parcel, std::size_t most) {
  require(view.actor, "issues.read");
  ParcelGround const ground{view, parcel};
  OnParcel on_parcel{view, ground};
  auto const box = with_pins_around(ground.box());
  auto const cells = cells_between({box.min_latitude, box.min_longitude}, {box.max_latitude, box.max_longitude});
  std::vector<CaseId> found;
  // The squares of one row have numbers one after the other.
  for (auto row = cells.first_row; row <= cells.last_row; ++row)
    for (auto const one : view.reader.query(
             R"sql(SELECT id, latitude, longitude, address_id FROM cases
                   WHERE cell IS NOT NULL AND cell >= $1 AND cell <= $2 AND latitude >= $3 AND latitude <= $4
                     AND longitude >= $5 AND longitude <= $6)sql",
             row * cells_in_row + cells.first_column, row * cells_in_row + cells.last_column, box.min_latitude, box.max_latitude,
             box.min_longitude, box.max_longitude)) {
      if (!on_parcel.holds({one.get<double>(1), one.get<double>(2)}, one.get<PlaceId>(3))) continue;
      found.push_back(one.get<CaseId>(0));
      if (found.size() == most) return found;
    }
  return found;
}

}  // namespace cityhall
