#pragma once
// Read-only connections; a caller keeps one for the time of one snapshot.

#include <atomic>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <vector>

#include "store/sqlite/session.h"

namespace cityhall::store {

class ReadPool {
 public:
  ReadPool(std::vector<std::unique_ptr<Connection>> connections, Recorder* recorder);
  /// Waits for a free connection. Throws Refusal(unavailable, "server.busy") after close.
  void run(std::function<void(Reader&)> const& work);
  /// Waits until all are back, then closes them.
  void close();

  std::int64_t reads() const { return reads_.load(std::memory_order_relaxed); }
  std::int64_t wait_micros() const { return wait_micros_.load(std::memory_order_relaxed); }
  std::int64_t statements() const { return statements_.load(std::memory_order_relaxed); }

 private:
  class Lease;
  std::unique_ptr<Connection> take();
  void give_back(std::unique_ptr<Connection> connection) noexcept;

  Recorder* recorder_;
  std::size_t total_;
  std::mutex mutex_;
  std::condition_variable returned_;
  std::vector<std::unique_ptr<Connection>> free_;  // last in, first out: its caches are warm
  bool closed_ = false;
  std::atomic<std::int64_t> reads_ = 0, wait_micros_ = 0, statements_ = 0;
};

}  // namespace cityhall::store
