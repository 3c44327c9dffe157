#pragma once
// A fixed number of threads and a bounded queue. When it fills, work that changes nothing is turned away first.

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace cityhall::web {

class WorkerPool {
 public:
  enum class Importance { shed_first, shed_last };

  WorkerPool(unsigned threads, std::size_t queue_max);
  ~WorkerPool();
  WorkerPool(WorkerPool const&) = delete;
  WorkerPool& operator=(WorkerPool const&) = delete;

  /// False when the queue is too full for work of that importance, or after stop(). Tasks must not throw.
  bool submit(Importance importance, std::function<void()> task);
  std::size_t waiting() const;
  /// Runs what is queued, then joins. Harmless twice.
  void stop();

 private:
  void run();

  std::size_t const queue_max_;
  mutable std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<std::function<void()>> tasks_;
  bool stopping_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace cityhall::web
