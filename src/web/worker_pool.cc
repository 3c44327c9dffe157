#include "web/worker_pool.h"

#include <utility>

namespace cityhall::web {

WorkerPool::WorkerPool(unsigned threads, std::size_t queue_max) : queue_max_{queue_max} {
  for (unsigned i = 0; i < threads; ++i) threads_.emplace_back([this] { run(); });
}
WorkerPool::~WorkerPool() { stop(); }

bool WorkerPool::submit(Importance importance, std::function<void()> task) {
  auto const room = importance == Importance::shed_first ? queue_max_ * 3 / 4 : queue_max_;
  std::scoped_lock const lock{mutex_};
  if (stopping_ || tasks_.size() >= room) return false;
  tasks_.push_back(std::move(task));
  wake_.notify_one();  // under the lock: whoever sees the task done may take the pool down
  return true;
}

std::size_t WorkerPool::waiting() const {
  std::scoped_lock const lock{mutex_};
  return tasks_.size();
}

void WorkerPool::stop() {
  {
    std::scoped_lock const lock{mutex_};
    stopping_ = true;
  }
  wake_.notify_all();
  for (auto& thread : threads_)
    if (thread.joinable()) thread.join();
}

void WorkerPool::run() {
  while (true) {
    std::unique_lock lock{mutex_};
    wake_.wait(lock, [this] { return stopping_ || !tasks_.empty(); });
    if (tasks_.empty()) return;
    auto const task = std::move(tasks_.front());
    tasks_.pop_front();
    lock.unlock();
    task();
  }
}

}  // namespace cityhall::web
