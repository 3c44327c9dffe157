#pragma once
// The city's addresses as a table: number, street, unit, zip, latitude, longitude; other columns are ignored.

#include <vector>

#include "kernel/places/place.h"
#include "services/table_fault.h"
#include "standards/csv.h"

namespace cityhall {

struct AddressTable {
  std::vector<Address> addresses{};
  std::vector<TableFault> faults{};
};

/// Throws Refusal(invalid, "import.columns") when number, street, latitude or longitude is missing.
AddressTable read_address_table(standards::CsvReader::Source source);

}  // namespace cityhall
