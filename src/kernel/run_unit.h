#pragma once
// Units and views for those who are not a request: the command line, jobs, tests.

#include "kernel/city.h"
#include "kernel/unit.h"
#include "store/database.h"

namespace cityhall {

/// Runs `work(Unit&)` as one durable unit and gives back its value; the caller waits for the commit. Request handlers are given their unit
/// by the front door instead.
template <class Work>
auto run_unit(City& city, Actor const& actor, Work&& work, store::Lane lane = store::Lane::interactive) {
  return city.db().write(
      [&](store::Transaction& tx) {
        Unit unit{city, tx, actor, city.clock().now()};
        return work(unit);
      },
      lane);
}

/// Runs `work(View const&)` on one snapshot and gives back its value.
template <class Work>
auto run_view(City& city, Actor const& actor, Work&& work) {
  return city.db().read([&](store::Reader& reader) { return work(View{city, reader, actor}); });
}

}  // namespace cityhall
