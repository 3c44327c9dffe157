#pragma once
// Boxes by place, behind a small interface: R*Tree here, GiST there. Answers may contain near misses: check exactly afterwards.

#include <cstdint>
#include <string>
#include <vector>

#include "store/transaction.h"

namespace cityhall::store {

/// Degrees, WGS 84. A point has equal minimum and maximum.
struct Box {
  double min_longitude = 0;
  double min_latitude = 0;
  double max_longitude = 0;
  double max_latitude = 0;
};

/// A point of the index, where its rounding put it: up to a metre away.
struct NearPoint {
  std::int64_t id = 0;
  double longitude = 0;
  double latitude = 0;
};

class SpatialIndex {
 public:
  /// `table` is a literal of our own, such as "place_box".
  explicit SpatialIndex(Piece table);

  /// From a Migration's `code`; does nothing when it exists.
  void create(Transaction& tx) const;
  /// Adds or replaces.
  void put(Transaction& tx, std::int64_t id, Box const& box) const;
  void remove(Transaction& tx, std::int64_t id) const;
  /// Ids of the boxes that touch `box`, in no order, at most `limit`. Stored edges are rounded outwards by up to a metre: never a miss.
  std::vector<std::int64_t> within(Reader& reader, Box const& box, int limit = 10'000) const;
  /// The points in `box` that lie nearest to its middle, nearest first; a metre of error in the order. Reads all that are in the box.
  std::vector<NearPoint> nearest(Reader& reader, Box const& box, std::size_t most) const;
  /// How many boxes there are; walks the index.
  std::size_t size(Reader& reader) const;

 private:
  std::string create_, put_, remove_, within_, nearest_, size_;
};

}  // namespace cityhall::store
