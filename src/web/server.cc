#include "web/server.h"

#include <algorithm>

#include "base/log.h"
#include "base/refusal.h"
#include "web/network.h"

namespace cityhall::web {

using namespace network;

namespace {

/// Often enough that the shortest timeout is kept within a quarter of itself.
std::chrono::milliseconds tick_of(ServerTimeouts const& t) {
  auto const shortest = std::min({t.header, t.body, t.idle, t.write, t.heartbeat, t.linger});
  return std::clamp(shortest / 4, std::chrono::milliseconds{5}, std::chrono::milliseconds{500});
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
    auto const& c = shared_->counters;
    return {.accepted = c.accepted, .requests = c.requests, .malformed = c.malformed, .shed = c.shed, .timed_out = c.timed_out,
            .connections = c.connections, .streams = c.streams, .queued = shared_->pool.waiting()};
  }

  void stop(std::chrono::milliseconds grace) {
    if (shared_->stopped.exchange(true)) return;
    shared_->draining = true;
    on_each_loop([this](Loop& loop) {
      if (&loop == loops_.front().get()) close_acceptor();
      for (auto const& connection : std::vector(loop.connections.begin(), loop.connections.end())) connection->drain();
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
  static std::vector<std::shared_ptr<Loop>> make_loops(std::shared_ptr<Shared> const& shared) {
    std::vector<std::shared_ptr<Loop>> loops;
    for (unsigned i = 0; i < std::max(1U, shared->options.network_threads); ++i) loops.push_back(std::make_shared<Loop>(shared));
    return loops;
  }
  void listen() {
    auto const& options = shared_->options;
    SocketError fault;
    auto const address = asio::ip::make_address(options.address, fault);
    Tcp::endpoint const endpoint{address, options.port};
    if (!fault) acceptor_.open(endpoint.protocol(), fault);
    if (!fault) acceptor_.set_option(Tcp::acceptor::reuse_address{true}, fault);
    if (!fault) acceptor_.bind(endpoint, fault);
    if (!fault) acceptor_.listen(4'096, fault);
    if (!fault) port_ = acceptor_.local_endpoint(fault).port();
    if (!fault) return;
    throw unavailable("server.cannot_listen",
                      _("The server cannot listen on {address} port {port}: {cause}.").with("address", options.address).with("port", std::to_string(options.port)).with("cause", fault.message()),
                      _("Choose another port, or stop the program that uses this one."));
  }

  void accept() {
    auto const& loop = loops_[next_loop_++ % loops_.size()];
    acceptor_.async_accept(loop->context, [this, loop](SocketError fault, Tcp::socket socket) {
      if (!acceptor_.is_open()) return;
      // Out of descriptors: trying again at once would only burn the processor.
      if (fault) return retry_accept();
      welcome(loop, std::move(socket));
      accept();
    });
  }
  void retry_accept() {
    retry_.expires_after(std::chrono::milliseconds{100});
    retry_.async_wait([this](SocketError fault) {
      if (!fault && acceptor_.is_open()) accept();
    });
  }
  void welcome(std::shared_ptr<Loop> const& loop, Tcp::socket socket) {
    auto& counters = shared_->counters;
    ++counters.accepted;
    if (counters.connections >= shared_->options.limits.connections) {
      ++counters.shed;
      constexpr std::string_view full = "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 5\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
      SocketError ignored;
      socket.non_blocking(true, ignored);
      socket.send(asio::buffer(full), 0, ignored);
      return;
    }
    auto connection = std::make_shared<Connection>(loop, std::move(socket));
    asio::dispatch(loop->context, [connection = std::move(connection)] { connection->start(); });
  }
  void close_acceptor() {
    SocketError ignored;
    acceptor_.close(ignored);
    retry_.cancel();
  }

  void tick(Loop& loop) {
    loop.timer.expires_after(tick_of(shared_->options.timeouts));
    loop.timer.async_wait([this, &loop](SocketError fault) {
      if (fault) return;
      auto const now = Steady::now();
      for (auto const& connection : std::vector(loop.connections.begin(), loop.connections.end())) connection->tick(now);
      tick(loop);
    });
  }

  void on_each_loop(std::function<void(Loop&)> const& act) {
    for (auto const& loop : loops_) asio::dispatch(loop->context, [loop, act] { act(*loop); });
  }
  /// The thread is gone: ends what is still open and runs the endings, so that nothing keeps the loop alive in its own queue.
  static void release(Loop& loop) {
    for (auto const& connection : std::vector(loop.connections.begin(), loop.connections.end())) connection->close();
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
