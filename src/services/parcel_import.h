#pragma once
// A layer of parcels comes into the city, from the command line, from the office, into the demo: in batches, each kept whole.

#include <functional>
#include <string_view>
#include <vector>

#include "kernel/actor.h"
#include "services/parcel_table.h"

namespace cityhall {

class City;

struct ParcelImportWish {
  ParcelProperties properties{};
  std::function<void(std::size_t done, std::size_t total)> progress{};  // after each batch; may be empty
  std::function<bool()> stop{};                                         // asked after each batch; may be empty
};

struct ParcelImportReport {
  ParcelCount count{};
  std::size_t features = 0;  // good and bad
  std::size_t parcels = 0;   // those of the file that could be read
  std::vector<TableFault> faults{};
  bool stopped = false;  // between two batches; nothing was removed
};

/// The city then has the parcels of the file and no others; a parcel whose number stands on a faulty feature alone stays as it was. A file
/// without one good feature changes nothing. The same file again changes nothing. Opens its own units, behind what residents send. Throws
/// as read_parcels does; needs `admin.zones`.
ParcelImportReport import_parcels(City& city, Actor const& actor, std::string_view geojson, ParcelImportWish const& wish = {});

}  // namespace cityhall
