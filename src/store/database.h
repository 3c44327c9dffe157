#pragma once
// One city's database. One writer with group commit, a pool of readers; the engine is behind this interface.

#include <exception>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <type_traits>

#include "store/transaction.h"

namespace cityhall::store {

/// Interactive work goes first. Bulk is for imports and event consumers: keep each piece below about 10 ms.
enum class Lane { interactive, bulk };

struct Stats {
  std::size_t queued_interactive = 0;
  std::size_t queued_bulk = 0;
  std::int64_t commits = 0;          // groups made durable
  std::int64_t works_committed = 0;  // sum of the group sizes
  std::int64_t works_undone = 0;     // rolled back alone, or by a failed commit
  std::int64_t commits_failed = 0;
  std::int64_t wait_micros_sum = 0;    // time between enqueue and start
  std::int64_t commit_micros_sum = 0;  // time inside COMMIT
  std::int64_t wal_bytes = 0;
  std::int64_t checkpoints = 0;
  std::int64_t statements_prepared = 0;  // cache misses, all connections
  std::int64_t reads = 0;
  std::int64_t read_wait_micros_sum = 0;  // time waiting for a free reader
};

struct BackupProgress {
  std::int64_t pages_done = 0;
  std::int64_t pages_total = 0;
};

class Database {
 public:
  /// May run more than once (an engine may have to retry), so it touches only the transaction and what it captured for its result.
  using Work = std::function<void(Transaction&)>;
  /// Called on the writer thread, exactly once: null after the commit is durable, else why the work was undone. May be empty.
  using Done = std::function<void(std::exception_ptr)>;

  virtual ~Database() = default;
  virtual Engine engine() const = 0;

  /// Throws Refusal(unavailable, "server.busy") when the lane is full, and after close().
  virtual void enqueue(Work work, Done done, Lane lane = Lane::interactive) = 0;

  /// Blocks until the commit is durable; returns what `work` returned, rethrows what it threw. Never call it from inside work, done
  /// or after_commit: std::logic_error.
  template <class F>
  auto write(F&& work, Lane lane = Lane::interactive) -> std::invoke_result_t<F&, Transaction&> {
    using Result = std::invoke_result_t<F&, Transaction&>;
    if constexpr (std::is_void_v<Result>) {
      write_and_wait([&](Transaction& tx) { work(tx); }, lane);
    } else {
      std::optional<Result> result;
      write_and_wait([&](Transaction& tx) { result.emplace(work(tx)); }, lane);
      return std::move(*result);
    }
  }

  /// Runs `work(Reader&)` on this thread with a reader of the pool: one snapshot, read-only. Waits for a free reader.
  template <class F>
  auto read(F&& work) -> std::invoke_result_t<F&, Reader&> {
    using Result = std::invoke_result_t<F&, Reader&>;
    if constexpr (std::is_void_v<Result>) {
      read_with([&](Reader& reader) { work(reader); });
    } else {
      std::optional<Result> result;
      read_with([&](Reader& reader) { result.emplace(work(reader)); });
      return std::move(*result);
    }
  }

  virtual Stats stats() const = 0;
  /// A consistent copy while writing goes on; appears under its name only when complete and synced.
  virtual void backup(std::filesystem::path const& to, std::function<void(BackupProgress)> const& progress = {}) = 0;
  /// Finishes what is queued, then ends the writer and all connections. Also done by the destructor.
  virtual void close() = 0;

 protected:
  virtual void write_and_wait(Work work, Lane lane) = 0;
  virtual void read_with(std::function<void(Reader&)> const& work) = 0;
};

/// read_only: no writer and no lock, for looking at a live database from the command line.
enum class Access { read_write, read_only };

struct SqliteOptions {
  Access access = Access::read_write;
  int readers = 4;
  std::size_t interactive_queue_limit = 4096;
  std::size_t bulk_queue_limit = 1024;
  int group_limit = 512;      // works in one commit
  Duration group_time{10'000};  // a group takes no further work after this long
  int busy_timeout_ms = 5000;
  std::int64_t writer_cache_bytes = 16LL << 20;
  std::int64_t reader_cache_bytes = 16LL << 20;
  std::int64_t mmap_bytes = 256LL << 20;       // readers only; 0: none
  std::size_t statements_cached = 512;         // per connection
  std::int64_t checkpoint_bytes = 16LL << 20;  // the writer checkpoints when the log is longer
  std::int64_t truncate_bytes = 128LL << 20;   // … and shortens the file when idle, or above this
  std::int64_t max_page_count = 0;             // 0: no limit; tests use it as a full disk
};

/// Opens or creates the file and takes the lock `<path>.lock`: a second process that would write is refused in words that say so.
/// Throws Refusal(unavailable, "store.…").
std::unique_ptr<Database> open_sqlite(std::filesystem::path const& path, SqliteOptions const& options = {});

}  // namespace cityhall::store
