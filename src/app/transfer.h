#pragma once
// Everything that a city owns, in documented files; and a city made of such files. docs/operators/move-a-city.md describes the format.

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>

#include "app/process.h"

namespace cityhall {

struct TransferCount {
  std::int64_t rows = 0;
  std::int64_t tables = 0;
  std::int64_t files = 0;  // blobs
  std::int64_t mails = 0;  // that wait to be read
};
/// Told the table that comes next and how many rows were done.
using TransferProgress = std::function<void(std::string const& table, std::int64_t rows)>;

struct ExportOptions {
  bool with_map = false;  // the drawn map too: large, and it can be made anew
  TransferProgress progress{};
};

/// Writes the city from one read snapshot, also while it is served. `to` is a new folder, or a new file whose name ends in .tar.zst.
/// Throws Refusal(invalid, "export.…").
TransferCount export_city(Process& process, std::string const& slug, std::filesystem::path const& to, ExportOptions const& options = {});
/// Makes the city `slug` of an export of this version or an older one, whole or not at all: hashes and counts are checked first. Throws
/// Refusal(invalid, "import.…").
TransferCount import_city(Process& process, std::string const& slug, std::filesystem::path const& from,
                          TransferProgress const& progress = {});

}  // namespace cityhall
