#pragma once
// Reading the zones; called when a city opens and after each import.

#include <memory>

#include "kernel/places/zone.h"

namespace cityhall {

/// All zones as they stand in this snapshot or transaction. Throws Refusal(invalid, "zones.geometry").
std::shared_ptr<ZoneSet const> load_zones(store::Reader& reader);

}  // namespace cityhall
