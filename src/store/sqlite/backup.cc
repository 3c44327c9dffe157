#include "store/sqlite/backup.h"

#include <sqlite3.h>

#include "base/io.h"
#include "store/sqlite/connection.h"
#include "store/sqlite/failure.h"

namespace cityhall::store {
namespace {

constexpr int pages_at_once = 2048;

void copy(Connection& source, sqlite3* target, std::function<void(BackupProgress)> const& progress) {
  auto* const backup = sqlite3_backup_init(target, "main", source.handle(), "main");
  if (backup == nullptr) throw_failure(target, sqlite3_extended_errcode(target), "backup");
  int code = SQLITE_OK;
  while (code == SQLITE_OK) {
    code = sqlite3_backup_step(backup, pages_at_once);
    auto const total = sqlite3_backup_pagecount(backup);
    if (progress) progress({.pages_done = total - sqlite3_backup_remaining(backup), .pages_total = total});
  }
  int const finished = sqlite3_backup_finish(backup);
  if (code != SQLITE_DONE) throw_failure(target, finished == SQLITE_OK ? code : finished, "backup");
}

}  // namespace

void back_up_sqlite(std::filesystem::path const& from, std::filesystem::path const& to,
                    std::function<void(BackupProgress)> const& progress) {
  auto const beside = std::filesystem::path{to.string() + ".part"};
  std::filesystem::remove(beside);
  // A connection of its own with one open snapshot: the writer's commits neither change nor restart the copy.
  Connection source{from, {.writable = false, .cache_bytes = 8LL << 20, .busy_timeout_ms = 5000}};
  source.execute("BEGIN DEFERRED");
  source.execute("SELECT count(*) FROM sqlite_schema");
  sqlite3* target = nullptr;
  try {
    int const code = sqlite3_open_v2(beside.c_str(), &target, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_EXRESCODE, nullptr);
    if (code != SQLITE_OK) throw_failure(target, code, "open " + beside.string());
    copy(source, target, progress);
    sqlite3_close_v2(target);
    target = nullptr;
  } catch (...) {
    sqlite3_close_v2(target);
    std::error_code ignored;
    std::filesystem::remove(beside, ignored);
    throw;
  }
  publish_durably(beside, to);
}

}  // namespace cityhall::store
