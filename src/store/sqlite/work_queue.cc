#include "store/sqlite/work_queue.h"

#include "base/refusal.h"

namespace cityhall::store {
namespace {

Job take_front(std::deque<Job>& lane) {
  auto job = std::move(lane.front());
  lane.pop_front();
  return job;
}

}  // namespace

void WorkQueue::push(Job job, Lane lane) {
  {
    std::lock_guard const lock{mutex_};
    auto& queue = lane == Lane::interactive ? interactive_ : bulk_;
    auto const limit = lane == Lane::interactive ? limits_.interactive : limits_.bulk;
    if (closed_) throw unavailable("server.busy", _("The server is stopping."), _("Try again in a minute."));
    if (queue.size() >= limit) {
      throw unavailable("server.busy", _("The server has more work than it can do at the moment."), _("Try again in a few seconds."));
    }
    queue.push_back(std::move(job));
  }
  filled_.notify_one();
}

std::optional<Job> WorkQueue::take(SteadyTime now) {
  if (interactive_.empty()) return bulk_.empty() ? std::nullopt : std::optional{take_front(bulk_)};
  bool const bulk_is_due =
      !bulk_.empty() && now - bulk_.front().enqueued > limits_.bulk_patience && now - bulk_favoured_ > limits_.bulk_patience;
  if (!bulk_is_due) return take_front(interactive_);
  bulk_favoured_ = now;
  return take_front(bulk_);
}

std::optional<Job> WorkQueue::wait_for_first(std::chrono::milliseconds most) {
  std::unique_lock lock{mutex_};
  filled_.wait_for(lock, most, [this] { return closed_ || !interactive_.empty() || !bulk_.empty(); });
  return take(std::chrono::steady_clock::now());
}

std::optional<Job> WorkQueue::next() {
  std::lock_guard const lock{mutex_};
  return take(std::chrono::steady_clock::now());
}

void WorkQueue::close() {
  {
    std::lock_guard const lock{mutex_};
    closed_ = true;
  }
  filled_.notify_all();
}

bool WorkQueue::finished() const {
  std::lock_guard const lock{mutex_};
  return closed_ && interactive_.empty() && bulk_.empty();
}

WorkQueue::Lengths WorkQueue::lengths() const {
  std::lock_guard const lock{mutex_};
  return {.interactive = interactive_.size(), .bulk = bulk_.size()};
}

}  // namespace cityhall::store
