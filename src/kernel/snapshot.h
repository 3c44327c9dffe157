#pragma once
// A value that many threads read and few replace as a whole. A reader keeps what it took, also when it is replaced meanwhile.

#include <atomic>
#include <memory>

namespace cityhall {

template <class T>
class Snapshot {
 public:
  Snapshot() : current_{std::make_shared<T const>()} {}
  explicit Snapshot(std::shared_ptr<T const> first) : current_{std::move(first)} {}
  std::shared_ptr<T const> get() const { return current_.load(std::memory_order_acquire); }
  void set(std::shared_ptr<T const> next) { current_.store(std::move(next), std::memory_order_release); }

 private:
  std::atomic<std::shared_ptr<T const>> current_;
};

}  // namespace cityhall
