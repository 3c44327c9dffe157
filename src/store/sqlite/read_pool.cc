#include "store/sqlite/read_pool.h"

#include "base/refusal.h"

namespace cityhall::store {

class ReadPool::Lease {
 public:
  explicit Lease(ReadPool& pool) : pool_{pool}, connection_{pool.take()}, prepared_{connection_->statements_prepared()} {}
  ~Lease() {
    connection_->roll_back();  // a snapshot that only read has nothing to commit
    pool_.statements_.fetch_add(connection_->statements_prepared() - prepared_, std::memory_order_relaxed);
    pool_.give_back(std::move(connection_));
  }
  Lease(Lease const&) = delete;
  Lease& operator=(Lease const&) = delete;
  Connection& connection() const { return *connection_; }

 private:
  ReadPool& pool_;
  std::unique_ptr<Connection> connection_;
  std::int64_t prepared_;
};

ReadPool::ReadPool(std::vector<std::unique_ptr<Connection>> connections, Recorder* recorder)
    : recorder_{recorder}, total_{connections.size()}, free_{std::move(connections)} {}

std::unique_ptr<Connection> ReadPool::take() {
  std::unique_lock lock{mutex_};
  if (free_.empty() && !closed_) {
    auto const started = std::chrono::steady_clock::now();
    returned_.wait(lock, [this] { return closed_ || !free_.empty(); });
    auto const waited = std::chrono::steady_clock::now() - started;
    wait_micros_.fetch_add(std::chrono::duration_cast<std::chrono::microseconds>(waited).count(), std::memory_order_relaxed);
  }
  if (closed_) throw unavailable("server.busy", _("The server is stopping."), _("Try again in a minute."));
  auto connection = std::move(free_.back());
  free_.pop_back();
  return connection;
}

void ReadPool::give_back(std::unique_ptr<Connection> connection) noexcept {
  {
    std::lock_guard const lock{mutex_};
    free_.push_back(std::move(connection));
  }
  returned_.notify_one();
}

void ReadPool::run(std::function<void(Reader&)> const& work) {
  Lease const lease{*this};
  reads_.fetch_add(1, std::memory_order_relaxed);
  lease.connection().execute("BEGIN DEFERRED");
  SqliteReader reader{lease.connection(), recorder_};
  work(reader);
}

void ReadPool::close() {
  std::unique_lock lock{mutex_};
  closed_ = true;
  returned_.notify_all();
  returned_.wait(lock, [this] { return free_.size() == total_; });
  total_ = 0;
  free_.clear();
}

}  // namespace cityhall::store
