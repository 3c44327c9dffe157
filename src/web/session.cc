#include "web/session.h"

#include <algorithm>

#include <unistd.h>

#include "base/log.h"
#include "web/stream_out.h"

namespace cityhall::web {
namespace {

constexpr std::size_t first_buffer = 4'096;
constexpr std::size_t largest_buffer = 65'536;
constexpr std::size_t file_block = 131'072;
constexpr std::string_view continue_line = "HTTP/1.1 100 Continue\r\n\r\n";

Response failure(std::string const& request_id) { return text("500 Something went wrong on our side. Request " + request_id + "\n", 500); }

/// Whatever goes wrong while the bytes are made (no memory, say), the client gets an answer.
Answer safe_answer(Exchange const& exchange, Response&& response, Shared const& shared) {
  try {
    return make_answer(exchange, std::move(response), shared.now());
  } catch (std::exception const& error) {
    log_error("an answer could not be made", {{"request", exchange.request_id}, {"what", error.what()}});
    return make_answer(exchange, failure(exchange.request_id), shared.now());
  }
}

/// Lets exactly one answer through; when it is dropped without one, the answer is 500.
class Ticket {
 public:
  Ticket(std::shared_ptr<Shared const> shared, Tell tell, Exchange exchange)
      : shared_{std::move(shared)}, tell_{std::move(tell)}, exchange_{std::move(exchange)} {}
  Ticket(Ticket const&) = delete;
  Ticket& operator=(Ticket const&) = delete;
  ~Ticket() {
    if (!used_) answer(failure(exchange_.request_id));
  }
  void answer(Response&& response) {
    if (used_.exchange(true)) return;
    auto made = safe_answer(exchange_, std::move(response), *shared_);
    tell_([made = std::move(made)](Session& session) mutable { session.send(std::move(made)); });
  }

 private:
  std::shared_ptr<Shared const> shared_;
  Tell tell_;
  Exchange exchange_;
  std::atomic<bool> used_{false};
};

void call(Shared const& shared, Request& request, Reply const& reply) {
  auto const id = request.id;
  try {
    request.form = read_form(request);
    shared.handler(std::move(request), reply);
  } catch (std::exception const& error) {
    log_error("a handler threw", {{"request", id}, {"what", error.what()}});
    reply(failure(id));
  }
}

}  // namespace

Shared::Shared(ServerOptions given, Handler its_handler)
    : options{std::move(given)},
      handler{std::move(its_handler)},
      reader_options{.limits = options.limits, .spool_folder = options.spool_folder, .body_limit = options.body_limit},
      trusted{options.trusted_proxies},
      pool{options.handler_threads, options.limits.queued},
      id_prefix{SystemRandom{}.token(6) + "-"} {}

void Shared::leave() {
  if (counters.connections.fetch_sub(1) != 1 || !draining) return;
  std::scoped_lock const lock{mutex};
  none_left.notify_all();
}

Session::Session(std::shared_ptr<Shared> shared, Wire& wire, Tell tell, std::string peer)
    : shared_{std::move(shared)}, wire_{wire}, tell_{std::move(tell)}, peer_{std::move(peer)}, reader_{shared_->reader_options} {
  ++shared_->counters.connections;
}
Session::~Session() { shared_->leave(); }

void Session::start() {
  if (shared_->draining) return close();
  enter(Phase::head, shared_->options.timeouts.header);
  read();
}

void Session::close() {
  if (phase_ == Phase::closed) return;
  phase_ = Phase::closed;
  if (stream_out_) {
    stream_out_->gone();
    stream_out_.reset();
    --shared_->counters.streams;
    answer_ = {};  // ends what the stream held
  }
  wire_.close();
}

void Session::enter(Phase phase, std::chrono::milliseconds most) {
  phase_ = phase;
  deadline_ = most.count() == 0 ? Steady::time_point::max() : Steady::now() + most;
}

void Session::tick(Steady::time_point now) {
  if (phase_ == Phase::streaming && !stream_writing_ && now >= next_heartbeat_) return push(heartbeat_);
  if (now < deadline_ || phase_ == Phase::closed) return;
  ++shared_->counters.timed_out;
  bool const began = phase_ == Phase::body || (phase_ == Phase::head && end_ > begin_);
  if (began) refuse(408, "the request took too long");
  else close();
}

void Session::drain() {
  if (phase_ == Phase::idle || phase_ == Phase::streaming || (phase_ == Phase::head && begin_ == end_)) close();
}

void Session::read() {
  if (reading_) return;  // one that a refusal overtook is still under way
  if (begin_ == end_) begin_ = end_ = 0;
  if (end_ == buffer_.size()) {
    buffer_.erase(0, begin_);
    end_ -= begin_;
    begin_ = 0;
    buffer_.resize(std::clamp(buffer_.size() * 2, first_buffer, largest_buffer));
  }
  reading_ = true;
  wire_.read(std::span{buffer_}.subspan(end_));
}

void Session::on_read(std::size_t size) {
  reading_ = false;
  if (phase_ == Phase::closed) return;
  if (size == 0) return close();
  switch (phase_) {
    case Phase::idle:
      enter(Phase::head, shared_->options.timeouts.header);
      [[fallthrough]];
    case Phase::head:
    case Phase::body:
      end_ += size;
      return process();
    case Phase::streaming:
    case Phase::lingering:
      return read();
    default:
      return;  // a refusal is on its way; what comes in now is not looked at
  }
}

void Session::process() {
  using State = RequestReader::State;
  auto const used = reader_.feed(std::string_view{buffer_}.substr(begin_, end_ - begin_));
  begin_ += used;
  switch (reader_.state()) {
    case State::complete:
      return dispatch(reader_.take());
    case State::refused:
      return refuse(reader_.refusal().status, reader_.refusal().why);
    case State::body:
      return await_body(used);
    case State::start:
    case State::head:
      return read();
  }
}

void Session::await_body(std::size_t used) {
  auto const& timeouts = shared_->options.timeouts;
  if (phase_ != Phase::body) {
    enter(Phase::body, timeouts.body);
    body_began_ = Steady::now();
    body_bytes_ = 0;
  }
  body_bytes_ += used;
  // Time grows with what has arrived, so that a large upload may take long and a dripping one may not.
  auto const earned = std::chrono::milliseconds{body_bytes_ * 1000 / std::max<std::size_t>(timeouts.body_bytes_per_second, 1)};
  deadline_ = body_began_ + timeouts.body + earned;
  if (!reader_.take_expectation()) return read();
  saying_continue_ = true;
  wire_.write(std::array{continue_line});
}

void Session::refuse(int status, std::string_view why) {
  ++shared_->counters.malformed;
  bool const known = reader_.has_head();
  Request request = known ? reader_.take() : Request{};
  set_client(request, peer_, shared_->trusted);
  auto const line = std::to_string(status) + " " + std::string{reason_phrase(status)} + ": " + std::string{why} + "\n";
  auto response = known && shared_->options.error_page ? shared_->options.error_page(request, status, why) : text(line, status);
  if (shared_->options.access_log) log_info("refused", {{"from", peer_}, {"status", std::to_string(status)}, {"why", std::string{why}}});
  send(safe_answer(Exchange{request, false}, std::move(response), *shared_));
}

void Session::dispatch(Request&& request) {
  ++shared_->counters.requests;
  ++served_;
  enter(Phase::handling, std::chrono::milliseconds{0});
  request.id = shared_->id_prefix + std::to_string(shared_->next_id.fetch_add(1, std::memory_order_relaxed));
  set_client(request, peer_, shared_->trusted);
  bool const keep = reader_.keep_alive() && served_ < shared_->options.limits.requests_per_connection && !shared_->draining;
  Exchange exchange{request, keep};
  if (shared_->options.access_log)
    log_info("request", {{"id", request.id},
                         {"from", request.remote_address},
                         {"host", request.host},
                         {"method", std::string{to_text(request.method)}},
                         {"path", request.path}});
  if (shared_->options.fast_path)
    if (auto response = shared_->options.fast_path(request)) return send(safe_answer(exchange, std::move(*response), *shared_));
  auto const ticket = std::make_shared<Ticket>(shared_, tell_, std::move(exchange));
  hand_over(std::move(request), [ticket](Response&& response) { ticket->answer(std::move(response)); });
}

void Session::hand_over(Request&& request, Reply const& reply) {
  auto const& options = shared_->options;
  if (options.at_once && options.at_once(request, reply)) return;
  auto const importance = is_safe(request.method) ? WorkerPool::Importance::shed_first : WorkerPool::Importance::shed_last;
  auto const kept = std::make_shared<Request>(std::move(request));
  if (shared_->pool.submit(importance, [shared = shared_.get(), kept, reply] { call(*shared, *kept, reply); })) return;
  ++shared_->counters.shed;
  auto response = options.error_page ? options.error_page(*kept, 503, "too many requests at once")
                                     : text("503 Too many requests at once. Try again in a moment.\n", 503);
  response.headers.set("Retry-After", "2");
  reply(std::move(response));
}

void Session::send(Answer&& answer) {
  if (phase_ == Phase::closed) return;
  answer_ = std::move(answer);
  head_sent_ = bytes_sent_ = 0;
  block_.clear();
  if (!saying_continue_) write();  // else on_written goes on with it
  enter(Phase::writing, shared_->options.timeouts.write);
}

void Session::write() {
  auto const bytes = answer_.file.descriptor ? std::string_view{block_} : answer_.bytes();
  wire_.write(std::array{std::string_view{answer_.head}.substr(head_sent_), bytes.substr(bytes_sent_)});
}

void Session::on_written(std::size_t size) {
  if (phase_ == Phase::closed) return;
  if (size == 0) return close();
  if (saying_continue_) {
    saying_continue_ = false;
    return phase_ == Phase::writing ? write() : read();
  }
  if (phase_ == Phase::streaming) return on_stream_written(size);
  auto const of_head = std::min(size, answer_.head.size() - head_sent_);
  head_sent_ += of_head;
  bytes_sent_ += size - of_head;
  enter(Phase::writing, shared_->options.timeouts.write);
  auto const all = answer_.file.descriptor ? block_.size() : answer_.bytes().size();
  if (head_sent_ < answer_.head.size() || bytes_sent_ < all) return write();
  if (!answer_.file.descriptor || !answer_.body_wanted || answer_.file.size == 0) return finish();
  if (load_file_block()) write();
  else close();
}

/// False when the file has become shorter: the promised length cannot be kept, so the connection must end.
bool Session::load_file_block() {
  auto& file = answer_.file;
  block_.resize(static_cast<std::size_t>(std::min<std::uint64_t>(file.size, file_block)));
  auto const size = ::pread(*file.descriptor, block_.data(), block_.size(), static_cast<off_t>(file.offset));
  if (size <= 0) return false;
  block_.resize(static_cast<std::size_t>(size));
  bytes_sent_ = 0;
  file.offset += static_cast<std::uint64_t>(size);
  file.size -= static_cast<std::uint64_t>(size);
  return true;
}

void Session::finish() {
  if (answer_.stream() != nullptr) return start_stream();
  bool const last = answer_.close || shared_->draining;
  answer_ = {};
  if (last) return linger();
  enter(Phase::idle, shared_->options.timeouts.idle);
  if (begin_ < end_) {
    enter(Phase::head, shared_->options.timeouts.header);
    return process();
  }
  // Ten thousand idle connections must not hold the buffers of their largest uploads.
  if (buffer_.size() > first_buffer && !reading_) buffer_ = {};
  read();
}

/// Reads what the client still sends, for a moment: closing at once would reset the connection and could take the answer with it.
void Session::linger() {
  enter(Phase::lingering, shared_->options.timeouts.linger);
  wire_.end_sending();
  if (!reading_) begin_ = end_ = 0;
  read();
}

}  // namespace cityhall::web
