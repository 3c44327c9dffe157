#include "base/json.h"
#include "kernel/city.h"
#include "kernel/places/address_search.h"
#include "kernel/places/landmark.h"
#include "store/transaction.h"

namespace cityhall {

void replace_landmarks(Unit& unit, std::span<Landmark const> landmarks) {
  require(unit.actor, "admin.zones");
  unit.tx.run(R"sql(DELETE FROM landmarks)sql");
  std::int64_t id = 0;
  for (auto const& landmark : landmarks)
    unit.tx.run(R"sql(INSERT INTO landmarks (id, name, kind, latitude, longitude) VALUES ($1, $2, $3, $4, $5))sql", ++id, landmark.name,
                landmark.kind, landmark.point.latitude, landmark.point.longitude);
  append(unit, "landmarks.replaced", {}, Json{{"landmarks", landmarks.size()}});
  forget_place_names(unit);
}

std::vector<Landmark> landmarks(View const& view) {
  std::vector<Landmark> all;
  for (auto const row : view.reader.query(R"sql(SELECT name, kind, latitude, longitude FROM landmarks ORDER BY id)sql"))
    all.push_back({row.get<std::string>(0), row.get<std::string>(1), {row.get<double>(2), row.get<double>(3)}});
  return all;
}

}  // namespace cityhall
