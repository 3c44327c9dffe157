#pragma once
// What is going to happen, in order of time; of two at one instant, the one that was planned first.

#include <functional>
#include <queue>
#include <vector>

#include "base/time.h"

namespace cityhall::simulation {

class Agenda {
 public:
  using Happening = std::function<void()>;

  void at(Time when, Happening what) { queue_.push({when, planned_++, std::move(what)}); }
  bool empty() const { return queue_.empty(); }
  Time next() const { return queue_.top().when; }
  Happening take() {
    auto what = queue_.top().what;
    queue_.pop();
    return what;
  }

 private:
  struct Entry {
    Time when;
    std::uint64_t order;
    Happening what;
    friend bool operator<(Entry const& a, Entry const& b) { return std::pair{b.when, b.order} < std::pair{a.when, a.order}; }
  };
  std::priority_queue<Entry> queue_;
  std::uint64_t planned_ = 0;
};

}  // namespace cityhall::simulation
