#pragma once
// A folder for a city that nobody keeps. In memory where there is such a place: a simulated year is a hundred thousand commits.

#include "base/temporary_folder.h"

namespace cityhall::simulation {

class ScratchFolder : public TemporaryFolder {
 public:
  ScratchFolder() : TemporaryFolder{parent()} {}

 private:
  static std::filesystem::path parent() {
    std::filesystem::path const memory{"/dev/shm"};
    return std::filesystem::is_directory(memory) ? memory : std::filesystem::temp_directory_path();
  }
};

}  // namespace cityhall::simulation
