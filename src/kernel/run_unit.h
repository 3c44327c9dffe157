#pragma once
// The body of run_unit (declared in city.h): apart, because it needs the store's templates.

#include "kernel/city.h"
#include "kernel/unit.h"
#include "store/database.h"

namespace cityhall {

template <class Work>
auto run_unit(City& city, Actor const& actor, Work&& work) {
  return city.db().write([&](store::Transaction& tx) {
    Unit unit{city, tx, actor, city.clock().now()};
    return work(unit);
  });
}

/// Runs `work(View)` with one read snapshot and gives back its value.
template <class Work>
auto run_view(City& city, Actor const& actor, Work&& work) {
  return city.db().read([&](store::Reader& reader) { return work(View{city, reader, actor}); });
}

}  // namespace cityhall
