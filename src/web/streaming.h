#pragma once
// Private to the network files: what a live stream writes through.

#include "web/network.h"

namespace cityhall::web::network {

/// Counts what waits for a slow client, on any thread.
class Sink final : public StreamSink {
 public:
  Sink(Address address, std::size_t most) : address_{std::move(address)}, most_{most} {}
  bool push(Bytes bytes) override {
    if (closed_) return false;
    if (waiting_.fetch_add(bytes->size()) + bytes->size() > most_) return close(), false;
    address_.tell([bytes = std::move(bytes)](Connection& connection) mutable { connection.push(std::move(bytes)); });
    return true;
  }
  void close() override {
    if (!closed_.exchange(true)) address_.tell([](Connection& connection) { connection.close(); });
  }
  void written(std::size_t size) { waiting_ -= size; }
  void gone() { closed_ = true; }

 private:
  Address address_;
  std::size_t most_;
  std::atomic<std::size_t> waiting_{0};
  std::atomic<bool> closed_{false};
};

}  // namespace cityhall::web::network
