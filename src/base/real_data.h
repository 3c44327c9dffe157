#pragma once
// Where tests find the real data of cities. It is not part of the repository: a test that misses it says that it is skipped.

#include <cstdlib>
#include <filesystem>
#include <string_view>

namespace cityhall {

/// A file of that data: in the folder that CITYHALL_REAL_DATA names, or else in shared/data beside the checkout at `source`.
inline std::filesystem::path real_data(std::filesystem::path const& source, std::string_view name) {
  auto const* const named = std::getenv("CITYHALL_REAL_DATA");
  return (named != nullptr ? std::filesystem::path{named} : source.parent_path() / "shared" / "data") / name;
}

}  // namespace cityhall
