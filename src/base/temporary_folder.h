#pragma once
// A folder that goes away with all it holds at the end of the scope.

#include <filesystem>
#include <string_view>

namespace cityhall {

class TemporaryFolder {
 public:
  /// Makes a folder of its own in `parent`, which is made when missing. Throws Refusal when that cannot be written to.
  explicit TemporaryFolder(std::filesystem::path const& parent = std::filesystem::temp_directory_path());
  ~TemporaryFolder();
  TemporaryFolder(TemporaryFolder const&) = delete;
  TemporaryFolder& operator=(TemporaryFolder const&) = delete;
  std::filesystem::path const& path() const { return path_; }
  std::filesystem::path operator/(std::string_view name) const { return path_ / name; }

 private:
  std::filesystem::path path_;
};

}  // namespace cityhall
