#pragma once
// One writing process for each database file.
#include <filesystem>

namespace cityhall::store {

/// Held by the process that writes; ends with it, also when it is killed.
class FileLock {
 public:
  /// Throws Refusal(unavailable, "store.in_use") naming the process that holds it.
  explicit FileLock(std::filesystem::path const& path);
  ~FileLock();
  FileLock(FileLock const&) = delete;
  FileLock& operator=(FileLock const&) = delete;

 private:
  int descriptor_;
};

}  // namespace cityhall::store
