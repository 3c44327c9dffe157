#pragma once
// The ground of a parcel.

#include <memory>

#include "kernel/parcels/parcel.h"
#include "store/spatial_index.h"

namespace cityhall {

/// Belongs to one thread at a time.
class ParcelGround {
 public:
  /// Throws not_found for a parcel that is not there.
  ParcelGround(View const& view, ParcelId id);
  ~ParcelGround();
  ParcelGround(ParcelGround const&) = delete;
  ParcelGround& operator=(ParcelGround const&) = delete;

  /// True on the border, too.
  bool covers(Point point) const;
  store::Box box() const;

 private:
  struct Shape;
  std::unique_ptr<Shape> shape_;
};

}  // namespace cityhall
