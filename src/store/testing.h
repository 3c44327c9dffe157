#pragma once
// Help for tests of everything that stores: a folder that goes away, tables without migrations.

#include <filesystem>
#include <string>

#include "store/database.h"

namespace cityhall::store {

/// Removed with all it holds at the end of the scope.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(TemporaryFolder const&) = delete;
  TemporaryFolder& operator=(TemporaryFolder const&) = delete;
  std::filesystem::path const& path() const { return path_; }
  std::filesystem::path operator/(std::string_view name) const { return path_ / name; }

 private:
  std::filesystem::path path_;
};

/// Runs statements of the engine itself, for tables that only a test needs.
void write_script(Database& database, std::string const& script);

}  // namespace cityhall::store
