#include "web/streaming.h"

#include <algorithm>

namespace cityhall::web::network {

void Connection::start_stream() {
  auto const& limits = shared_.options.limits;
  ++shared_.counters.streams;
  enter(Phase::streaming, std::chrono::milliseconds{0});
  next_heartbeat_ = Steady::now() + shared_.options.timeouts.heartbeat;
  sink_ = std::make_shared<Sink>(Address{loop_owner_.lock(), weak_from_this()}, limits.stream_buffer);
  watch_stream();
  answer_.stream()->start(sink_);
  if (shared_.draining) close();
}

/// A client says nothing on a stream; the read tells when it leaves.
void Connection::watch_stream() {
  socket_.async_read_some(asio::buffer(ignored_), [self = shared_from_this()](SocketError fault, std::size_t) {
    if (!self->socket_.is_open()) return;
    if (fault) self->close();
    else self->watch_stream();
  });
}

void Connection::push(Bytes bytes) {
  if (!socket_.is_open()) return;
  stream_queue_.push_back(std::move(bytes));
  next_heartbeat_ = Steady::now() + shared_.options.timeouts.heartbeat;
  if (!stream_writing_) write_stream();
}

void Connection::write_stream() {
  constexpr std::size_t at_once = 16;
  std::vector<asio::const_buffer> parts;
  for (std::size_t i = 0; i < std::min(at_once, stream_queue_.size()); ++i) parts.push_back(asio::buffer(*stream_queue_[i]) + (i == 0 ? bytes_sent_ : 0));
  stream_writing_ = true;
  deadline_ = Steady::now() + shared_.options.timeouts.write;
  socket_.async_write_some(parts, [self = shared_from_this()](SocketError fault, std::size_t size) { self->on_stream_written(fault, size); });
}

void Connection::on_stream_written(SocketError fault, std::size_t size) {
  if (!socket_.is_open()) return;
  if (fault) return close();
  stream_writing_ = false;
  deadline_ = Steady::time_point::max();
  bytes_sent_ += size;
  while (!stream_queue_.empty() && bytes_sent_ >= stream_queue_.front()->size()) {
    bytes_sent_ -= stream_queue_.front()->size();
    sink_->written(stream_queue_.front()->size());
    stream_queue_.pop_front();
  }
  if (!stream_queue_.empty()) write_stream();
}

}  // namespace cityhall::web::network
