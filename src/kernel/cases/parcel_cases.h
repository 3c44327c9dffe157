#pragma once
// Which requests lie on a parcel.

#include <vector>

#include "kernel/parcels/parcel.h"

namespace cityhall {

/// Those whose place is on it as parcels_of() says, in no order; also closed ones, and those handled together with another. At most `most`,
/// and no more work than that asks for. Needs `issues.read`.
std::vector<CaseId> cases_on_parcel(View const& view, ParcelId parcel, std::size_t most);

}  // namespace cityhall
