#pragma once
// What waits for the writer: two bounded lanes. Interactive work first; bulk when there is none, or when it has waited long enough.

#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>

#include "store/database.h"

namespace cityhall::store {

using SteadyTime = std::chrono::steady_clock::time_point;

struct Job {
  Database::Work work;
  Database::Done done;
  SteadyTime enqueued{};
};

class WorkQueue {
 public:
  struct Limits {
    std::size_t interactive = 0;
    std::size_t bulk = 0;
    std::chrono::milliseconds bulk_patience{20};  // under constant interactive load, one bulk job per this time
  };
  struct Lengths {
    std::size_t interactive = 0;
    std::size_t bulk = 0;
  };

  explicit WorkQueue(Limits limits) : limits_{limits} {}
  /// Throws Refusal(unavailable, "server.busy") when the lane is full or closed.
  void push(Job job, Lane lane);
  /// The next job for a new group; waits up to `most`. Nothing on time-out and when closed and empty.
  std::optional<Job> wait_for_first(std::chrono::milliseconds most);
  /// The next job for the group in work, without waiting.
  std::optional<Job> next();
  /// Refuses further work; what is queued stays.
  void close();
  bool finished() const;
  Lengths lengths() const;

 private:
  std::optional<Job> take(SteadyTime now);

  Limits limits_;
  mutable std::mutex mutex_;
  std::condition_variable filled_;
  std::deque<Job> interactive_;
  std::deque<Job> bulk_;
  SteadyTime bulk_favoured_{};
  bool closed_ = false;
};

}  // namespace cityhall::store
