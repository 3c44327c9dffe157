#pragma once
// Private to the session: what a live stream writes through, on any thread. It counts what waits for a slow client.

#include <atomic>

#include "web/session.h"

namespace cityhall::web {

class StreamOut final : public StreamSink {
 public:
  StreamOut(Tell tell, std::size_t most) : tell_{std::move(tell)}, most_{most} {}

  bool push(Bytes bytes) override {
    if (closed_) return false;
    if (waiting_.fetch_add(bytes->size()) + bytes->size() > most_) {
      close();
      return false;
    }
    tell_([bytes = std::move(bytes)](Session& session) { session.push(bytes); });
    return true;
  }
  void close() override {
    if (!closed_.exchange(true)) tell_([](Session& session) { session.close(); });
  }
  void written(std::size_t size) { waiting_ -= size; }
  void gone() { closed_ = true; }

 private:
  Tell tell_;
  std::size_t most_;
  std::atomic<std::size_t> waiting_{0};
  std::atomic<bool> closed_{false};
};

}  // namespace cityhall::web
