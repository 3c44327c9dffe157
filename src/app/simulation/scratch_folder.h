#pragma once
// A folder for a city that nobody keeps. In memory where there is such a place: a simulated year is a hundred thousand commits.

#include <unistd.h>

#include <filesystem>

#include "base/refusal.h"

namespace cityhall::simulation {

class ScratchFolder {
 public:
  ScratchFolder() {
    std::filesystem::path const memory{"/dev/shm"};
    auto const parent = std::filesystem::is_directory(memory) ? memory : std::filesystem::temp_directory_path();
    auto name = (parent / "cityhall-simulation-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) throw unavailable("simulate.folder", _("No temporary folder could be made."));
    path_ = name;
  }
  ~ScratchFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  ScratchFolder(ScratchFolder const&) = delete;
  ScratchFolder& operator=(ScratchFolder const&) = delete;
  std::filesystem::path const& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace cityhall::simulation
