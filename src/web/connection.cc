#include <algorithm>

#include <boost/asio/write.hpp>
#include <unistd.h>

#include "base/log.h"
#include "web/network.h"
#include "web/streaming.h"

namespace cityhall::web::network {
namespace {

constexpr std::size_t first_buffer = 4'096;
constexpr std::size_t largest_buffer = 65'536;
constexpr std::size_t file_block = 131'072;
constexpr std::string_view continue_line = "HTTP/1.1 100 Continue\r\n\r\n";

/// Lets exactly one answer through; when it is dropped without one, the answer is 500.
class Ticket {
 public:
  Ticket(Address address, Shared const& shared, Exchange exchange) : address_{std::move(address)}, shared_{shared}, exchange_{std::move(exchange)} {}
  Ticket(Ticket const&) = delete;
  Ticket& operator=(Ticket const&) = delete;
  ~Ticket() {
    if (!used_) answer(text("500 Something went wrong on our side. Request " + exchange_.request_id + "\n", 500));
  }
  void answer(Response&& response) {
    if (used_.exchange(true)) return;
    auto made = make_answer(exchange_, std::move(response), shared_.now());
    address_.tell([made = std::move(made)](Connection& connection) mutable { connection.send(std::move(made)); });
  }

 private:
  Address address_;
  Shared const& shared_;  // the loop in the address keeps it
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
    reply(text("500 Something went wrong on our side. Request " + id + "\n", 500));
  }
}

}  // namespace

Loop::~Loop() { connections.clear(); }

Connection::Connection(std::shared_ptr<Loop> const& loop, Tcp::socket socket)
    : loop_{*loop}, loop_owner_{loop}, shared_{*loop->shared}, socket_{std::move(socket)}, reader_{shared_.reader_options} {
  SocketError ignored;
  ++shared_.counters.connections;
  socket_.set_option(Tcp::no_delay{true}, ignored);
  auto const peer = socket_.remote_endpoint(ignored);
  if (!ignored) peer_ = peer.address().to_string();
}

void Connection::start() {
  loop_.connections.insert(shared_from_this());
  enter(Phase::head, shared_.options.timeouts.header);
  read();
}

void Connection::close() {
  if (sink_) {
    sink_->gone();
    sink_.reset();
    --shared_.counters.streams;
  }
  SocketError ignored;
  socket_.close(ignored);
  answer_.body = std::string{};  // ends what the stream held
  loop_.connections.erase(shared_from_this());
}

void Connection::enter(Phase phase, std::chrono::milliseconds most) {
  phase_ = phase;
  deadline_ = most.count() == 0 ? Steady::time_point::max() : Steady::now() + most;
}

void Connection::tick(Steady::time_point now) {
  if (phase_ == Phase::streaming && !stream_writing_ && now >= next_heartbeat_) return push(std::make_shared<std::string const>(answer_.stream()->heartbeat));
  if (now < deadline_) return;
  ++shared_.counters.timed_out;
  bool const began = phase_ == Phase::body || (phase_ == Phase::head && end_ > begin_);
  if (began) refuse(408, "the request took too long");
  else close();
}

void Connection::drain() {
  if (phase_ == Phase::idle || phase_ == Phase::streaming || (phase_ == Phase::head && begin_ == end_)) close();
}

void Connection::read() {
  if (begin_ == end_) begin_ = end_ = 0;
  if (end_ == buffer_.size()) {
    if (begin_ > 0) {
      buffer_.erase(0, begin_);
      end_ -= begin_;
      begin_ = 0;
    }
    buffer_.resize(std::clamp(buffer_.size() * 2, first_buffer, largest_buffer));
  }
  socket_.async_read_some(asio::buffer(buffer_.data() + end_, buffer_.size() - end_),
                          [self = shared_from_this()](SocketError fault, std::size_t size) { self->on_read(fault, size); });
}

void Connection::on_read(SocketError fault, std::size_t size) {
  if (!socket_.is_open()) return;
  if (fault) return close();
  if (phase_ != Phase::idle && phase_ != Phase::head && phase_ != Phase::body) return;  // a refusal overtook this read
  end_ += size;
  if (phase_ == Phase::idle) enter(Phase::head, shared_.options.timeouts.header);
  process();
}

void Connection::process() {
  using State = RequestReader::State;
  auto const used = reader_.feed(std::string_view{buffer_}.substr(begin_, end_ - begin_));
  begin_ += used;
  switch (reader_.state()) {
    case State::complete: return dispatch(reader_.take());
    case State::refused: ++shared_.counters.malformed; return refuse(reader_.refusal().status, reader_.refusal().why);
    case State::body: {
      if (phase_ != Phase::body) {
        enter(Phase::body, shared_.options.timeouts.body);
        body_began_ = Steady::now();
        body_bytes_ = 0;
      }
      body_bytes_ += used;
      // Time grows with what has arrived, so that a large upload may take long and a dripping one may not.
      auto const earned = std::chrono::milliseconds{body_bytes_ * 1000 / std::max<std::size_t>(shared_.options.timeouts.body_bytes_per_second, 1)};
      deadline_ = body_began_ + shared_.options.timeouts.body + earned;
      return reader_.take_expectation() ? say_continue() : read();
    }
    case State::start:
    case State::head: return read();
  }
}

void Connection::say_continue() {
  asio::async_write(socket_, asio::buffer(continue_line), [self = shared_from_this()](SocketError fault, std::size_t) {
    if (!self->socket_.is_open()) return;
    if (fault) return self->close();
    self->read();
  });
}

void Connection::refuse(int status, std::string_view why) {
  bool const known = reader_.has_head() && reader_.state() != RequestReader::State::complete;
  Request request = known ? reader_.take() : Request{};
  set_client(request, peer_, shared_.trusted);
  Exchange const exchange{request, false};
  auto const line = std::to_string(status) + " " + std::string{reason_phrase(status)} + ": " + std::string{why} + "\n";
  auto response = known && shared_.options.error_page ? shared_.options.error_page(request, status, why) : text(line, status);
  if (shared_.options.access_log) log_info("refused", {{"status", std::to_string(status)}, {"why", std::string{why}}, {"from", peer_}});
  send(make_answer(exchange, std::move(response), shared_.now()));
}

void Connection::dispatch(Request&& request) {
  ++shared_.counters.requests;
  ++served_;
  enter(Phase::handling, std::chrono::milliseconds{0});
  request.id = shared_.id_prefix + std::to_string(shared_.next_id.fetch_add(1, std::memory_order_relaxed));
  set_client(request, peer_, shared_.trusted);
  bool const keep = reader_.keep_alive() && served_ < shared_.options.limits.requests_per_connection && !shared_.draining;
  Exchange exchange{request, keep};
  if (shared_.options.access_log)
    log_info("request", {{"id", request.id}, {"from", request.remote_address}, {"host", request.host}, {"method", std::string{to_text(request.method)}}, {"path", request.path}});
  if (shared_.options.fast_path)
    if (auto response = shared_.options.fast_path(request)) return send(make_answer(exchange, std::move(*response), shared_.now()));
  auto reply = make_reply(exchange);
  hand_over(std::move(request), exchange, std::move(reply));
}

Reply Connection::make_reply(Exchange const& exchange) {
  auto ticket = std::make_shared<Ticket>(Address{loop_owner_.lock(), weak_from_this()}, shared_, exchange);
  return [ticket = std::move(ticket)](Response&& response) { ticket->answer(std::move(response)); };
}

void Connection::hand_over(Request&& request, Exchange const& exchange, Reply reply) {
  if (shared_.options.never_blocks && shared_.options.never_blocks(request)) return call(shared_, request, reply);
  auto const importance = is_safe(request.method) ? WorkerPool::Importance::shed_first : WorkerPool::Importance::shed_last;
  auto const kept = std::make_shared<Request>(std::move(request));
  if (shared_.pool.submit(importance, [&shared = shared_, kept, reply] { call(shared, *kept, reply); })) return;
  ++shared_.counters.shed;
  auto response = shared_.options.error_page ? shared_.options.error_page(*kept, 503, "too many requests at once") : text("503 Too many requests at once. Try again in a moment.\n", 503);
  response.headers.set("Retry-After", "2");
  (void)exchange;
  reply(std::move(response));
}

void Connection::send(Answer&& answer) {
  if (!socket_.is_open()) return;
  answer_ = std::move(answer);
  head_sent_ = bytes_sent_ = 0;
  block_.clear();
  enter(Phase::writing, shared_.options.timeouts.write);
  write();
}

void Connection::write() {
  auto const head = std::string_view{answer_.head}.substr(head_sent_);
  auto const bytes = (answer_.file.descriptor ? std::string_view{block_} : answer_.bytes()).substr(bytes_sent_);
  std::array<asio::const_buffer, 2> const parts{asio::buffer(head), asio::buffer(bytes)};
  socket_.async_write_some(parts, [self = shared_from_this()](SocketError fault, std::size_t size) { self->on_written(fault, size); });
}

void Connection::on_written(SocketError fault, std::size_t size) {
  if (!socket_.is_open()) return;
  if (fault) return close();
  auto const of_head = std::min(size, answer_.head.size() - head_sent_);
  head_sent_ += of_head;
  bytes_sent_ += size - of_head;
  enter(Phase::writing, shared_.options.timeouts.write);
  auto const all = answer_.file.descriptor ? block_.size() : answer_.bytes().size();
  if (head_sent_ < answer_.head.size() || bytes_sent_ < all) return write();
  if (answer_.file.descriptor && answer_.body_wanted && answer_.file.size > 0) return load_file_block() ? write() : close();
  finish();
}

/// False when the file has become shorter: the promised length cannot be kept, so the connection must end.
bool Connection::load_file_block() {
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

void Connection::finish() {
  if (answer_.stream() != nullptr) return start_stream();
  bool const last = answer_.close || shared_.draining;
  answer_ = {};
  if (last) return linger();
  enter(Phase::idle, shared_.options.timeouts.idle);
  if (begin_ == end_) return read();
  enter(Phase::head, shared_.options.timeouts.header);
  process();
}

/// Reads what the client still sends, for a moment: closing at once would reset the connection and could take the answer with it.
void Connection::linger() {
  if (phase_ != Phase::lingering) {
    enter(Phase::lingering, shared_.options.timeouts.linger);
    SocketError ignored;
    socket_.shutdown(Tcp::socket::shutdown_send, ignored);
    begin_ = end_ = 0;
    buffer_.resize(std::max(buffer_.size(), first_buffer));
  }
  socket_.async_read_some(asio::buffer(buffer_), [self = shared_from_this()](SocketError fault, std::size_t) {
    if (!self->socket_.is_open()) return;
    if (fault) self->close();
    else self->linger();
  });
}

}  // namespace cityhall::web::network
