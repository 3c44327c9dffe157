#pragma once
// The bytes of a table: a CSV file, or the one CSV file inside a ZIP archive.

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>

namespace cityhall::imports {

class TableFile {
 public:
  virtual ~TableFile() = default;
  /// Size of the table in bytes (uncompressed), for the progress bar.
  virtual std::uint64_t size() const = 0;
  /// The next bytes; 0 at the end. Throws Refusal(unavailable, "import.unreadable").
  virtual std::size_t read(std::span<char> into) = 0;
  /// Passes over bytes that were read in an earlier run.
  void skip(std::uint64_t bytes);
};

/// Throws Refusal(invalid, "import.…") when the file is missing, is no table, or an archive without exactly one table.
std::unique_ptr<TableFile> open_table(std::filesystem::path const& path);

}  // namespace cityhall::imports
