#include "store/spatial_index.h"

#include <algorithm>

#include "store/engine_sql.h"

namespace cityhall::store {

SpatialIndex::SpatialIndex(Piece table) {
  std::string const name{table.text()};
  create_ = "CREATE VIRTUAL TABLE IF NOT EXISTS " + name + " USING rtree(id, min_longitude, max_longitude, min_latitude, max_latitude)";
  put_ = "INSERT OR REPLACE INTO " + name + " VALUES ($1, $2, $3, $4, $5)";
  size_ = "SELECT count(*) FROM " + name;
  remove_ = "DELETE FROM " + name + " WHERE id = $1";
  within_ = "SELECT id FROM " + name +
            " WHERE max_longitude >= $1 AND min_longitude <= $2 AND max_latitude >= $3 AND min_latitude <= $4 LIMIT $5";
  // Not sorted by the engine: it would make a table of its own for that.
  nearest_ = "SELECT id, min_longitude, min_latitude FROM " + name +
             " WHERE max_longitude >= $1 AND min_longitude <= $2 AND max_latitude >= $3 AND min_latitude <= $4";
}

void SpatialIndex::create(Transaction& tx) const { EngineSql::script(tx, create_); }

void SpatialIndex::put(Transaction& tx, std::int64_t id, Box const& box) const {
  tx.run(EngineSql::from(put_), id, box.min_longitude, box.max_longitude, box.min_latitude, box.max_latitude);
}

void SpatialIndex::remove(Transaction& tx, std::int64_t id) const { tx.run(EngineSql::from(remove_), id); }

std::vector<std::int64_t> SpatialIndex::within(Reader& reader, Box const& box, int limit) const {
  return reader.values<std::int64_t>(EngineSql::from(within_), box.min_longitude, box.max_longitude, box.min_latitude, box.max_latitude,
                                     limit);
}

std::vector<NearPoint> SpatialIndex::nearest(Reader& reader, Box const& box, std::size_t most) const {
  std::vector<NearPoint> points;
  for (auto const row :
       reader.query(EngineSql::from(nearest_), box.min_longitude, box.max_longitude, box.min_latitude, box.max_latitude))
    points.push_back({row.get<std::int64_t>(0), row.get<double>(1), row.get<double>(2)});
  // A degree of longitude is as long as the box is wide beside it is high: `ratio` makes both metres of one kind.
  auto const wide = box.max_longitude - box.min_longitude;
  auto const ratio = wide > 0 ? (box.max_latitude - box.min_latitude) / wide : 1.0;
  auto const from_middle = [&](NearPoint const& point) {
    auto const east = (point.longitude - (box.min_longitude + box.max_longitude) / 2) * ratio;
    auto const north = point.latitude - (box.min_latitude + box.max_latitude) / 2;
    return east * east + north * north;
  };
  auto const kept = std::min(most, points.size());
  std::partial_sort(points.begin(), points.begin() + static_cast<std::ptrdiff_t>(kept), points.end(),
                    [&](NearPoint const& a, NearPoint const& b) { return from_middle(a) < from_middle(b); });
  points.resize(kept);
  return points;
}

std::size_t SpatialIndex::size(Reader& reader) const {
  return static_cast<std::size_t>(reader.value<std::int64_t>(EngineSql::from(size_)));
}

}  // namespace cityhall::store
