// The only file that knows Asio. A Loop is one network thread with its connections; nothing of a connection is touched from another thread.
#include "web/server.h"

#include <algorithm>
#include <thread>
#include <unordered_set>

#include <boost/asio/dispatch.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/container/static_vector.hpp>

#include "base/refusal.h"
#include "web/session.h"

namespace cityhall::web {
namespace {

namespace asio = boost::asio;
using Tcp = asio::ip::tcp;
using SocketError = boost::system::error_code;

class Connection;

struct Loop {
  explicit Loop(std::shared_ptr<Shared> its_shared) : shared{std::move(its_shared)} {}
  ~Loop() { connections.clear(); }
  Loop(Loop const&) = delete;
  Loop& operator=(Loop const&) = delete;

  std::vector<std::shared_ptr<Connection>> all() const { return {connections.begin(), connections.end()}; }

  std::shared_ptr<Shared> shared;
  asio::io_context context{1};
  asio::executor_work_guard<asio::io_context::executor_type> work{context.get_executor()};
  asio::steady_timer timer{context};
  std::unordered_set<std::shared_ptr<Connection>> connections{};
  std::thread thread{};
};

class Connection final : public Wire, public std::enable_shared_from_this<Connection> {
 public:
  static std::shared_ptr<Connection> make(std::shared_ptr<Loop> const& loop, Tcp::socket socket) {
    auto connection = std::shared_ptr<Connection>{new Connection{*loop, std::move(socket)}};
    // A late answer holds the loop, so that there is a queue to put it in; the connection may be gone by then.
    auto tell = [loop, weak = std::weak_ptr{connection}](std::function<void(Session&)> act) {
      asio::dispatch(loop->context, [weak, act = std::move(act)] {
        if (auto const alive = weak.lock()) act(alive->session());
      });
    };
    connection->session_.emplace(loop->shared, *connection, std::move(tell), connection->peer());
    return connection;
  }
  Session& session() { return *session_; }

  void start() {
    loop_.connections.insert(shared_from_this());
    session_->start();
  }
  void read(std::span<char> room) override {
    socket_.async_read_some(asio::buffer(room.data(), room.size()), [self = shared_from_this()](SocketError error, std::size_t size) {
      self->session_->on_read(error ? 0 : size);
    });
  }
  void write(std::span<std::string_view const> parts) override {
    boost::container::static_vector<asio::const_buffer, 16> buffers;
    for (auto const part : parts) buffers.push_back(asio::buffer(part));
    socket_.async_write_some(
        buffers, [self = shared_from_this()](SocketError error, std::size_t size) { self->session_->on_written(error ? 0 : size); });
  }
  void end_sending() override {
    SocketError ignored;
    socket_.shutdown(Tcp::socket::shutdown_send, ignored);
  }
  void close() override {
    SocketError ignored;
    socket_.close(ignored);
    loop_.connections.erase(shared_from_this());
  }

 private:
  Connection(Loop& loop, Tcp::socket socket) : loop_{loop}, socket_{std::move(socket)} {
    SocketError ignored;
    socket_.set_option(Tcp::no_delay{true}, ignored);
  }
  std::string peer() const {
    SocketError error;
    auto const endpoint = socket_.remote_endpoint(error);
    return error ? std::string{} : endpoint.address().to_string();
  }

  Loop& loop_;
  Tcp::socket socket_;
  std::optional<Session> session_{};
};

/// Often enough that the shortest timeout is kept within a quarter of itself.
std::chrono::milliseconds tick_of(ServerTimeouts const& t) {
  auto const shortest = std::min({t.header, t.body, t.idle, t.write, t.heartbeat, t.linger});
  return std::clamp(shortest / 4, std::chrono::milliseconds{5}, std::chrono::milliseconds{500});
}

std::vector<std::shared_ptr<Loop>> make_loops(std::shared_ptr<Shared> const& shared) {
  std::vector<std::shared_ptr<Loop>> loops;
  for (unsigned i = 0; i < std::max(1U, shared->options.network_threads); ++i) loops.push_back(std::make_shared<Loop>(shared));
  return loops;
}

}  // namespace

class Server::Impl {
 public:
  Impl(ServerOptions options, Handler handler)
      : shared_{std::make_shared<Shared>(std::move(options), std::move(handler))}, loops_{make_loops(shared_)} {
    listen();
    accept();
    for (auto const& loop : loops_) {
      tick(*loop);
      loop->thread = std::thread{[context = &loop->context] { context->run(); }};
    }
  }

  std::uint16_t port() const { return port_; }

  ServerStats stats() const {
    auto const& counters = shared_->counters;
    return {.accepted = counters.accepted,
            .requests = counters.requests,
            .malformed = counters.malformed,
            .shed = counters.shed,
            .timed_out = counters.timed_out,
            .connections = counters.connections,
            .streams = counters.streams,
            .queued = shared_->pool.waiting()};
  }

  void stop(std::chrono::milliseconds grace) {
    if (shared_->stopped.exchange(true)) return;
    shared_->draining = true;
    asio::dispatch(loops_.front()->context, [this] { close_acceptor(); });
    for (auto const& loop : loops_)
      asio::dispatch(loop->context, [loop] {
        for (auto const& connection : loop->all()) connection->session().drain();
      });
    {
      std::unique_lock lock{shared_->mutex};
      shared_->none_left.wait_for(lock, grace, [this] { return shared_->counters.connections == 0; });
    }
    shared_->pool.stop();
    for (auto const& loop : loops_) loop->context.stop();
    for (auto const& loop : loops_) loop->thread.join();
    for (auto const& loop : loops_) release(*loop);
  }

 private:
  void listen() {
    auto const& options = shared_->options;
    SocketError error;
    auto const address = asio::ip::make_address(options.address, error);
    Tcp::endpoint const endpoint{address, options.port};
    if (!error) acceptor_.open(endpoint.protocol(), error);
    if (!error) acceptor_.set_option(Tcp::acceptor::reuse_address{true}, error);
    if (!error) acceptor_.bind(endpoint, error);
    if (!error) acceptor_.listen(4'096, error);
    if (!error) port_ = acceptor_.local_endpoint(error).port();
    if (!error) return;
    throw unavailable("server.cannot_listen",
                      _("The server cannot listen on {address} port {port}: {cause}.")
                          .with("address", options.address)
                          .with("port", std::to_string(options.port))
                          .with("cause", error.message()),
                      _("Choose another port, or stop the program that uses this one."));
  }

  void accept() {
    auto const& loop = loops_[next_loop_++ % loops_.size()];
    acceptor_.async_accept(loop->context, [this, loop](SocketError error, Tcp::socket socket) {
      if (!acceptor_.is_open()) return;
      // Out of descriptors: trying again at once would only burn the processor.
      if (error) return retry_accept();
      welcome(loop, std::move(socket));
      accept();
    });
  }
  void retry_accept() {
    retry_.expires_after(std::chrono::milliseconds{100});
    retry_.async_wait([this](SocketError error) {
      if (!error && acceptor_.is_open()) accept();
    });
  }
  void welcome(std::shared_ptr<Loop> const& loop, Tcp::socket socket) {
    auto& counters = shared_->counters;
    ++counters.accepted;
    if (counters.connections >= shared_->options.limits.connections) {
      ++counters.shed;
      constexpr std::string_view full =
          "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 5\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
      SocketError ignored;
      socket.non_blocking(true, ignored);
      socket.send(asio::buffer(full), 0, ignored);
      return;
    }
    asio::dispatch(loop->context, [connection = Connection::make(loop, std::move(socket))] { connection->start(); });
  }
  void close_acceptor() {
    SocketError ignored;
    acceptor_.close(ignored);
    retry_.cancel();
  }

  void tick(Loop& loop) {
    loop.timer.expires_after(tick_of(shared_->options.timeouts));
    loop.timer.async_wait([this, &loop](SocketError error) {
      if (error) return;
      auto const now = Steady::now();
      for (auto const& connection : loop.all()) connection->session().tick(now);
      tick(loop);
    });
  }

  /// The thread is gone: ends what is still open and runs the endings, so that nothing keeps the loop alive in its own queue.
  static void release(Loop& loop) {
    for (auto const& connection : loop.all()) connection->session().close();
    loop.timer.cancel();
    loop.work.reset();
    loop.context.restart();
    loop.context.poll();
  }

  std::shared_ptr<Shared> shared_;
  std::vector<std::shared_ptr<Loop>> loops_;  // before what stands on the first one
  std::size_t next_loop_ = 0;
  Tcp::acceptor acceptor_{loops_.front()->context};
  asio::steady_timer retry_{loops_.front()->context};
  std::uint16_t port_ = 0;
};

Server::Server(ServerOptions options, Handler handler) : impl_{std::make_shared<Impl>(std::move(options), std::move(handler))} {}
Server::~Server() { stop(); }
std::uint16_t Server::port() const { return impl_->port(); }
ServerStats Server::stats() const { return impl_->stats(); }
void Server::stop(std::chrono::milliseconds grace) { impl_->stop(grace); }

}  // namespace cityhall::web
