#pragma once
// When the write-ahead log moves into the database file. Only the writer's thread does it: SQLite before 3.51.3 could lose commits when
// two connections wrote or checkpointed at once, and one place is easier to reason about anyway.

#include <atomic>
#include <filesystem>

#include "store/sqlite/connection.h"

namespace cityhall::store {

class Checkpointer {
 public:
  struct Limits {
    std::int64_t checkpoint_bytes = 0;
    std::int64_t truncate_bytes = 0;
    int busy_timeout_ms = 0;  // the connection's own, put back after a checkpoint that must not wait
  };
  Checkpointer(std::filesystem::path const& database, Limits limits);
  /// Has SQLite tell the log's length after each commit.
  void watch(Connection& connection);
  /// After a commit was acknowledged.
  void after_commit(Connection& connection);
  /// Nothing is queued: move everything; give the space back when it is much.
  void when_idle(Connection& connection);
  /// Move everything and empty the log, so that the database file alone is complete.
  void when_closing(Connection& connection);

  std::int64_t wal_bytes() const { return wal_bytes_.load(std::memory_order_relaxed); }
  std::int64_t count() const { return count_.load(std::memory_order_relaxed); }

 private:
  static int committed(void* self, sqlite3* db, char const* schema, int pages);
  bool run(Connection& connection, int mode);

  std::filesystem::path wal_;
  Limits limits_;
  std::int64_t page_bytes_ = 4096;
  std::int64_t due_bytes_;
  std::atomic<std::int64_t> wal_bytes_ = 0;
  std::atomic<std::int64_t> count_ = 0;
};

}  // namespace cityhall::store
