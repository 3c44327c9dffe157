#pragma once
// The city's lists of assets as tables (CSV) or points (GeoJSON). Columns are known by their usual names, without regard to case:
//   number     external_id, asset_id, facility_id, id …; needed         latitude, longitude   lat, lon, y, x; needed in CSV
//   kind       kind, asset_kind; needed unless all are of one kind      label, address, installed, condition   where there are such
// Every other column that says something becomes an attribute.

#include <functional>
#include <string>
#include <string_view>

#include "kernel/assets/asset.h"
#include "services/table_fault.h"
#include "standards/csv.h"

namespace cityhall {

struct AssetListForm {
  std::string kind{};   // of all of them; empty: a column says it
  std::string layer{};  // what the city calls this list; empty: as the kind, else "assets"
  std::string layer_name() const { return !layer.empty() ? layer : kind.empty() ? "assets" : kind; }
};

/// One row that could be read.
struct ReadAsset {
  cityhall::Asset asset{};
  std::uint64_t line = 0;
  std::string_view raw{};
};

/// Who takes what is read.
struct AssetSink {
  std::function<bool(ReadAsset&&)> take;     // false: no more is wanted
  std::function<void(TableFault&&)> refuse;  // a row that is no asset
};

/// Reads a table as it comes, or a GeoJSON FeatureCollection of points as a whole; the first byte that is no blank tells which.
/// Throws Refusal(invalid): "import.empty", "import.header", "import.columns" that names what is missing, "import.geojson".
void read_assets(standards::CsvReader::Source const& source, AssetListForm const& form, AssetSink const& sink);

}  // namespace cityhall
