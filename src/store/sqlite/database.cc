#include "store/database.h"

#include <fcntl.h>
#include <unistd.h>

#include <cstring>
#include <future>

#include <sqlite3.h>

#include "base/refusal.h"
#include "store/sqlite/backup.h"
#include "store/sqlite/file_lock.h"
#include "store/sqlite/read_pool.h"
#include "store/sqlite/version.h"
#include "store/sqlite/writer.h"

namespace cityhall::store {
namespace {

void sync_folder_of(std::filesystem::path const& path) {
  auto const folder = path.has_parent_path() ? path.parent_path() : std::filesystem::path{"."};
  int const descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0 || ::fsync(descriptor) != 0) {
    std::string const cause = std::strerror(errno);
    if (descriptor >= 0) ::close(descriptor);
    throw StoreError{"the folder " + folder.string() + " cannot be synced: " + cause};
  }
  ::close(descriptor);
}

class SqliteDatabase final : public Database {
 public:
  SqliteDatabase(std::filesystem::path path, SqliteOptions const& options);
  ~SqliteDatabase() override { shut_down(); }
  SqliteDatabase(SqliteDatabase const&) = delete;
  SqliteDatabase& operator=(SqliteDatabase const&) = delete;

  Engine engine() const override { return Engine::sqlite; }
  void enqueue(Work work, Done done, Lane lane) override;
  Stats stats() const override;
  void backup(std::filesystem::path const& to, std::function<void(BackupProgress)> const& progress) override {
    back_up_sqlite(path_, to, progress);
  }
  void close() override { shut_down(); }

 protected:
  void write_and_wait(Work work, Lane lane) override;
  void read_with(std::function<void(Reader&)> const& work) override { pool_->run(work); }

 private:
  void start_writer();
  void start_readers();
  void shut_down();

  std::filesystem::path path_;
  SqliteOptions options_;
  std::shared_ptr<Recorder> recorder_;
  std::optional<FileLock> lock_;
  WorkQueue queue_;
  Checkpointer checkpointer_;
  std::unique_ptr<Writer> writer_;
  std::unique_ptr<ReadPool> pool_;
};

SqliteDatabase::SqliteDatabase(std::filesystem::path path, SqliteOptions const& options)
    : path_{std::move(path)},
      options_{options},
      recorder_{Recorder::from_environment()},
      queue_{{.interactive = options.interactive_queue_limit, .bulk = options.bulk_queue_limit}},
      checkpointer_{path_,
                    {.checkpoint_bytes = options.checkpoint_bytes,
                     .truncate_bytes = options.truncate_bytes,
                     .busy_timeout_ms = options.busy_timeout_ms}} {
  if (options_.access == Access::read_write) {
    lock_.emplace(path_.string() + ".lock");
    start_writer();
    sync_folder_of(path_);
  }
  start_readers();
}

void SqliteDatabase::start_writer() {
  ConnectionOptions const settings{.writable = true,
                                   .cache_bytes = options_.writer_cache_bytes,
                                   .mmap_bytes = 0,
                                   .busy_timeout_ms = options_.busy_timeout_ms,
                                   .statements_cached = options_.statements_cached,
                                   .max_page_count = options_.max_page_count};
  auto connect = [path = path_, settings] { return std::make_unique<Connection>(path, settings); };
  Writer::Settings const group{.group_limit = options_.group_limit, .group_time = options_.group_time, .recorder = recorder_.get()};
  writer_ = std::make_unique<Writer>(std::move(connect), queue_, checkpointer_, group);
}

void SqliteDatabase::start_readers() {
  ConnectionOptions const settings{.writable = false,
                                   .cache_bytes = options_.reader_cache_bytes,
                                   .mmap_bytes = options_.mmap_bytes,
                                   .busy_timeout_ms = options_.busy_timeout_ms,
                                   .statements_cached = options_.statements_cached};
  std::vector<std::unique_ptr<Connection>> connections;
  for (int i = 0; i < std::max(options_.readers, 1); ++i) connections.push_back(std::make_unique<Connection>(path_, settings));
  pool_ = std::make_unique<ReadPool>(std::move(connections), recorder_.get());
}

void SqliteDatabase::enqueue(Work work, Done done, Lane lane) {
  if (writer_ == nullptr) throw unavailable("store.read_only", _("This database was opened for reading only."));
  queue_.push({.work = std::move(work), .done = std::move(done), .enqueued = std::chrono::steady_clock::now()}, lane);
}

void SqliteDatabase::write_and_wait(Work work, Lane lane) {
  if (writer_ != nullptr && writer_->on_this_thread()) throw std::logic_error{"write() called on the writer thread would wait for itself"};
  std::promise<void> finished;
  auto answer = finished.get_future();
  enqueue(
      std::move(work),
      [&finished](std::exception_ptr failure) {
        if (failure) {
          finished.set_exception(failure);
        } else {
          finished.set_value();
        }
      },
      lane);
  answer.get();
}

Stats SqliteDatabase::stats() const {
  Stats stats;
  auto const lengths = queue_.lengths();
  stats.queued_interactive = lengths.interactive;
  stats.queued_bulk = lengths.bulk;
  stats.wal_bytes = checkpointer_.wal_bytes();
  stats.checkpoints = checkpointer_.count();
  stats.reads = pool_->reads();
  stats.read_wait_micros_sum = pool_->wait_micros();
  stats.statements_prepared = pool_->statements();
  if (writer_ == nullptr) return stats;
  auto const& counters = writer_->counters();
  stats.commits = counters.commits;
  stats.works_committed = counters.works_committed;
  stats.works_undone = counters.works_undone;
  stats.commits_failed = counters.commits_failed;
  stats.wait_micros_sum = counters.wait_micros;
  stats.commit_micros_sum = counters.commit_micros;
  stats.statements_prepared += counters.statements;
  return stats;
}

void SqliteDatabase::shut_down() {
  queue_.close();
  if (pool_) pool_->close();  // before the writer's last checkpoint, so that no snapshot holds back the log
  if (writer_) writer_->join();
  lock_.reset();
}

}  // namespace

std::unique_ptr<Database> open_sqlite(std::filesystem::path const& path, SqliteOptions const& options) {
  require_sound_sqlite(sqlite3_libversion_number());
  try {
    return std::make_unique<SqliteDatabase>(path, options);
  } catch (StoreError const& error) {
    throw unavailable("store.unusable",
                      _("The database {path} cannot be opened: {cause}").with("path", path.string()).with("cause", error.what()),
                      _("Check that the folder exists, that this user may write in it, and that the disk has space."));
  }
}

}  // namespace cityhall::store
