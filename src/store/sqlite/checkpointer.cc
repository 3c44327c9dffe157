#include "store/sqlite/checkpointer.h"

#include <sqlite3.h>

#include "base/log.h"

namespace cityhall::store {

Checkpointer::Checkpointer(std::filesystem::path const& database, Limits limits)
    : wal_{database.string() + "-wal"}, limits_{limits}, due_bytes_{limits.checkpoint_bytes} {}

int Checkpointer::committed(void* self, sqlite3*, char const*, int pages) {
  auto& checkpointer = *static_cast<Checkpointer*>(self);
  checkpointer.wal_bytes_.store(pages * checkpointer.page_bytes_, std::memory_order_relaxed);
  return SQLITE_OK;
}

void Checkpointer::watch(Connection& connection) {
  auto const cursor = connection.open("PRAGMA page_size", {});
  if (cursor->step()) page_bytes_ = decode<std::int64_t>(cursor->cell(0));
  sqlite3_wal_hook(connection.handle(), &Checkpointer::committed, this);
  std::error_code missing;
  auto const size = std::filesystem::file_size(wal_, missing);
  if (!missing) wal_bytes_ = static_cast<std::int64_t>(size);
}

bool Checkpointer::run(Connection& connection, int mode) {
  int pages = 0, moved = 0;
  int const code = sqlite3_wal_checkpoint_v2(connection.handle(), "main", mode, &pages, &moved);
  if (code != SQLITE_OK && code != SQLITE_BUSY) {
    // Nothing is lost: the log still holds it, and the next checkpoint tries again.
    log_warning("checkpoint failed", {{"cause", sqlite3_errmsg(connection.handle())}});
    return false;
  }
  count_.fetch_add(1, std::memory_order_relaxed);
  return code == SQLITE_OK && pages == moved;
}

void Checkpointer::after_commit(Connection& connection) {
  auto const bytes = wal_bytes();
  if (bytes < due_bytes_) return;
  bool const all = run(connection, SQLITE_CHECKPOINT_PASSIVE);
  // A long reader keeps the rest in the log; asking again at every commit would only cost time.
  due_bytes_ = all ? limits_.checkpoint_bytes : bytes + limits_.checkpoint_bytes;
}

void Checkpointer::when_idle(Connection& connection) {
  std::error_code missing;
  auto const size = static_cast<std::int64_t>(std::filesystem::file_size(wal_, missing));
  if (missing || size <= 0) return;
  if (size < limits_.truncate_bytes) {
    if (wal_bytes() > 0 && run(connection, SQLITE_CHECKPOINT_PASSIVE)) wal_bytes_ = 0;
    return;
  }
  when_closing(connection);
}

void Checkpointer::when_closing(Connection& connection) {
  sqlite3_busy_timeout(connection.handle(), 0);  // never wait for readers here
  bool const emptied = run(connection, SQLITE_CHECKPOINT_TRUNCATE);
  sqlite3_busy_timeout(connection.handle(), limits_.busy_timeout_ms);
  if (!emptied) return;
  wal_bytes_ = 0;
  due_bytes_ = limits_.checkpoint_bytes;
}

}  // namespace cityhall::store
