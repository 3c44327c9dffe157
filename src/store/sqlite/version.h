#pragma once
// Which SQLite may run this program.

namespace cityhall::store {

/// Throws Refusal(unavailable, "store.sqlite_too_old") for a library with the WAL-reset bug (before 3.51.3), which may lose commits.
void require_sound_sqlite(int version_number);

}  // namespace cityhall::store
