#include "store/sqlite/version.h"

#include "base/refusal.h"

namespace cityhall::store {

void require_sound_sqlite(int version_number) {
  constexpr int first_sound = 3'051'003;
  if (version_number >= first_sound) return;
  auto const version = std::to_string(version_number / 1'000'000) + "." + std::to_string(version_number / 1000 % 1000) + "." +
                       std::to_string(version_number % 1000);
  throw unavailable("store.sqlite_too_old",
                    _("This program runs with SQLite {version}, which can lose committed data.").with("version", version),
                    _("Use SQLite 3.51.3 or newer; the build takes it from the package better-sqlite3."));
}

}  // namespace cityhall::store
