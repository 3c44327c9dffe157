#pragma once
// A list of assets comes into the city, from the command line, from the office, into the demo: in batches, each kept whole.

#include <functional>
#include <vector>

#include "kernel/assets/asset_import.h"
#include "services/asset_table.h"

namespace cityhall {

class City;

struct AssetImportWish {
  AssetListForm form{};
  bool retire_missing = false;                       // what the list no longer has
  std::function<void(std::size_t rows)> progress{};  // after each batch; may be empty
  std::function<bool()> stop{};                      // asked after each batch; may be empty
};

struct AssetImportReport {
  AssetCount count{};
  std::size_t rows = 0;  // good and bad
  std::vector<TableFault> faults{};
  bool stopped = false;
  bool kept_missing = false;  // nothing was retired, because rows could not be read: they might be what seems to be missing
};

/// The same list again changes nothing. Opens its own units, behind what residents send. Throws as read_assets does, "import.empty" also
/// for a table without rows; needs `admin.zones`.
AssetImportReport import_assets(City& city, Actor const& actor, standards::CsvReader::Source const& source, AssetImportWish const& wish);

}  // namespace cityhall
