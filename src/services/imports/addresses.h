#pragma once
// The city's addresses from a CSV file: number, street, unit, zip, latitude, longitude; other columns are ignored.

#include <filesystem>
#include <vector>

#include "kernel/places/place.h"
#include "services/imports/batch.h"

namespace cityhall::imports {

struct AddressFile {
  std::vector<Address> addresses{};
  std::vector<Reject> rejects{};
};

/// Reads a file (CSV or ZIP). Throws Refusal(invalid, "import.columns") when number, street, latitude or longitude is missing.
AddressFile read_addresses(std::filesystem::path const& file);

}  // namespace cityhall::imports
