#pragma once
// An assessor's layer of parcels as a GeoJSON file.

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/parcels/parcel_import.h"
#include "services/table_fault.h"

namespace cityhall {

/// Which properties of a feature say what; empty: the first of the usual names that the file has, without regard to case.
struct ParcelProperties {
  std::string number{};
  std::string address{};
  std::string land_use{};
};

struct ParcelTable {
  ParcelLayer layer{};
  std::size_t features = 0;  // good and bad
  std::vector<TableFault> faults{};
  std::set<std::string> unread{};  // numbers of faulty features
};

/// Reads the polygons of a FeatureCollection in WGS 84, at most 512 MB. Takes seconds for tens of megabytes: call it outside of a unit.
/// Throws Refusal(invalid): "import.geojson", "import.empty", "import.columns" when no property is a parcel's number.
ParcelTable read_parcels(std::string_view geojson, ParcelProperties const& properties);

}  // namespace cityhall
