#pragma once
// A row of a table that somebody brought, and why it could not be taken.

#include <cstdint>
#include <string>

namespace cityhall {

struct TableFault {
  std::uint64_t line = 0;  // of its first byte; in GeoJSON the number of the feature
  std::string reason{};    // English
  std::string raw{};       // as it stood in the file
};

}  // namespace cityhall
