#pragma once
// The city's addresses as a table: number, street, unit, zip, latitude, longitude; other columns are ignored.

#include <cstdint>
#include <string>
#include <vector>

#include "kernel/places/place.h"
#include "standards/csv.h"

namespace cityhall {

/// A row that is no address.
struct AddressFault {
  std::uint64_t line = 0;
  std::string reason{};  // English
  std::string raw{};
};

struct AddressTable {
  std::vector<Address> addresses{};
  std::vector<AddressFault> faults{};
};

/// Throws Refusal(invalid, "import.columns") when number, street, latitude or longitude is missing.
AddressTable read_address_table(standards::CsvReader::Source source);

}  // namespace cityhall
