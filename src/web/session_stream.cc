#include <algorithm>

#include "web/stream_out.h"

namespace cityhall::web {

void Session::start_stream() {
  ++shared_->counters.streams;
  enter(Phase::streaming, std::chrono::milliseconds{0});
  next_heartbeat_ = Steady::now() + shared_->options.timeouts.heartbeat;
  bytes_sent_ = 0;
  heartbeat_ = std::make_shared<std::string const>(answer_.stream()->heartbeat);
  stream_out_ = std::make_shared<StreamOut>(tell_, shared_->options.limits.stream_buffer);
  read();  // a client says nothing on a stream; the read tells when it leaves
  answer_.stream()->start(stream_out_);
  if (shared_->draining) close();
}

void Session::push(Bytes bytes) {
  if (phase_ != Phase::streaming) return;
  next_heartbeat_ = Steady::now() + shared_->options.timeouts.heartbeat;
  if (bytes->empty()) return;
  stream_queue_.push_back(std::move(bytes));
  if (!stream_writing_) write_stream();
}

void Session::write_stream() {
  constexpr std::size_t at_once = 16;
  std::array<std::string_view, at_once> parts{};
  auto const count = std::min(at_once, stream_queue_.size());
  for (std::size_t i = 0; i < count; ++i) parts[i] = *stream_queue_[i];
  parts[0].remove_prefix(bytes_sent_);
  stream_writing_ = true;
  deadline_ = Steady::now() + shared_->options.timeouts.write;
  wire_.write(std::span{parts}.first(count));
}

void Session::on_stream_written(std::size_t size) {
  stream_writing_ = false;
  deadline_ = Steady::time_point::max();
  bytes_sent_ += size;
  while (!stream_queue_.empty() && bytes_sent_ >= stream_queue_.front()->size()) {
    bytes_sent_ -= stream_queue_.front()->size();
    stream_out_->written(stream_queue_.front()->size());
    stream_queue_.pop_front();
  }
  if (!stream_queue_.empty()) write_stream();
}

}  // namespace cityhall::web
