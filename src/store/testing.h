#pragma once
// Help for tests of everything that stores: a folder that goes away, tables without migrations.

#include <string>

#include "base/temporary_folder.h"
#include "store/database.h"

namespace cityhall::store {

using cityhall::TemporaryFolder;

/// Runs statements of the engine itself, for tables that only a test needs.
void write_script(Database& database, std::string const& script);

}  // namespace cityhall::store
