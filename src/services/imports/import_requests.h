#pragma once
// Imports the requests of another system: streaming, resumable, idempotent, and never half.

#include <filesystem>
#include <functional>
#include <string>

#include "services/imports/profile.h"
#include "services/imports/report.h"

namespace cityhall {
class City;
}

namespace cityhall::imports {

struct Progress {
  std::uint64_t bytes = 0;
  std::uint64_t bytes_total = 0;
  std::uint64_t rows = 0;
  std::uint64_t rejected = 0;
};

struct ImportRequest {
  std::filesystem::path file{};
  Profile profile{};
  std::filesystem::path reject_file{};            // empty: beside the file, "<file>.rejected.csv"
  std::function<void(Progress const&)> progress{};  // often; may be empty
  std::function<bool()> stop{};                   // asked often; true ends the import at the next batch; may be empty
};

/// Looks at the whole file first and refuses before anything is written: wrong columns, no table. Then makes the services that are missing,
/// and imports in batches; each batch and the note how far the import is commit together. The same file again goes on where an earlier run
/// ended, or finds everything unchanged. Throws Refusal: invalid "import.…", unavailable "import.disk_full" (what was imported stays).
Report import_requests(City& city, ImportRequest const& request);

}  // namespace cityhall::imports
