#include "store/sqlite/recorder.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace cityhall::store {

std::shared_ptr<Recorder> Recorder::from_environment() {
  char const* path = std::getenv("CITYHALL_RECORD_SQL");
  return path == nullptr || *path == '\0' ? nullptr : std::make_shared<Recorder>(path);
}

void Recorder::add(std::string_view text) {
  std::lock_guard const lock{mutex_};
  if (!seen_.emplace(text).second) return;
  std::error_code ignored;
  std::filesystem::create_directories(std::filesystem::path{path_}.parent_path(), ignored);
  std::ofstream file{path_, std::ios::app};
  file << text << "\n;;\n";
}

}  // namespace cityhall::store
