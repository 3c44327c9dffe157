#include "services/imports/addresses.h"

#include "services/address_table.h"
#include "services/imports/source.h"

namespace cityhall::imports {

AddressFile read_addresses(std::filesystem::path const& file) {
  auto const table = open_table(file);
  auto read = read_address_table([&](std::span<char> into) { return table->read(into); });
  AddressFile out{.addresses = std::move(read.addresses)};
  for (auto& fault : read.faults) out.rejects.push_back({fault.line, std::move(fault.reason), std::move(fault.raw)});
  return out;
}

}  // namespace cityhall::imports
