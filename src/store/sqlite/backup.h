#pragma once
// The online backup of a SQLite database.
#include <filesystem>
#include <functional>

#include "store/database.h"

namespace cityhall::store {

/// Copies one snapshot of the live database `from` into the new file `to`. Throws StoreError, StoreFull.
void back_up_sqlite(std::filesystem::path const& from, std::filesystem::path const& to,
                    std::function<void(BackupProgress)> const& progress);

}  // namespace cityhall::store
