#include "services/imports/addresses.h"

#include "services/address_table.h"
#include "services/imports/source.h"

namespace cityhall::imports {

AddressFile read_addresses(std::filesystem::path const& file) {
  auto const table = open_table(file);
  auto read = read_address_table([&](std::span<char> into) { return table->read(into); });
  return {.addresses = std::move(read.addresses), .rejects = std::move(read.faults)};
}

}  // namespace cityhall::imports
