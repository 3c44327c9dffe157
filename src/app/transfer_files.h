#pragma once
// The files of an export: hashed while they are written, checked before they are read; and all of them in one archive.

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <string_view>

namespace cityhall {

/// A file of lines that knows its hash. Readable by its owner only.
class HashedFile {
 public:
  explicit HashedFile(std::filesystem::path const& path);
  ~HashedFile();
  void line(std::string_view text);
  /// Closes it; 64 hex digits. Throws Refusal(unavailable, "file.unwritable") when the disk is full.
  std::string finish();

 private:
  struct Hashing;
  std::filesystem::path path_;
  std::ofstream out_;
  std::unique_ptr<Hashing> hashing_;
};

/// SHA-256 of a file's bytes, 64 hex digits. Throws Refusal(invalid, "file.unreadable").
std::string hash_of_file(std::filesystem::path const& path);

/// A tar of the folder's files, in order of name and without times, packed with zstd.
void pack_folder(std::filesystem::path const& folder, std::filesystem::path const& archive);
/// Throws Refusal(invalid, "import.archive") also for names that lead out of the folder.
void unpack_archive(std::filesystem::path const& archive, std::filesystem::path const& folder);

}  // namespace cityhall
