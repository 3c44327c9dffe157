#pragma once
// Private to server.cc, connection.cc and streaming.cc, the only files that know Asio. A Loop is one network thread with its connections;
// nothing of a connection is touched from another thread.

#include <array>
#include <atomic>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <string>
#include <thread>
#include <unordered_set>

#include <boost/asio/dispatch.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>

#include "web/answer.h"
#include "web/proxies.h"
#include "web/reader.h"
#include "web/server.h"
#include "web/worker_pool.h"

namespace cityhall::web::network {

namespace asio = boost::asio;
using Tcp = asio::ip::tcp;
using SocketError = boost::system::error_code;
using Steady = std::chrono::steady_clock;
using Bytes = std::shared_ptr<std::string const>;

struct Counters {
  std::atomic<std::uint64_t> accepted{0}, requests{0}, malformed{0}, shed{0}, timed_out{0}, connections{0}, streams{0};
};

/// What all connections share; lives as long as the last of them, of their replies and of their sinks.
struct Shared {
  ServerOptions const options;
  Handler const handler;
  ReaderOptions const reader_options;
  AddressSet const trusted;
  SystemClock const system_clock{};
  WorkerPool pool;
  Counters counters{};
  std::string const id_prefix;
  std::atomic<std::uint64_t> next_id{1};
  std::atomic<bool> draining{false};
  std::atomic<bool> stopped{false};
  std::mutex mutex{};
  std::condition_variable none_left{};

  Shared(ServerOptions given, Handler its_handler)
      : options{std::move(given)}, handler{std::move(its_handler)},
        reader_options{.limits = options.limits, .spool_folder = options.spool_folder, .body_limit = options.body_limit},
        trusted{options.trusted_proxies}, pool{options.handler_threads, options.limits.queued}, id_prefix{SystemRandom{}.token(6) + "-"} {}

  Time now() const { return options.clock != nullptr ? options.clock->now() : system_clock.now(); }
  void leave() {
    if (counters.connections.fetch_sub(1) != 1 || !draining) return;
    std::scoped_lock const lock{mutex};
    none_left.notify_all();
  }
};

class Connection;

struct Loop {
  explicit Loop(std::shared_ptr<Shared> its_shared) : shared{std::move(its_shared)} {}
  ~Loop();
  std::shared_ptr<Shared> shared;
  asio::io_context context{1};
  asio::executor_work_guard<asio::io_context::executor_type> work{context.get_executor()};
  asio::steady_timer timer{context};
  std::unordered_set<std::shared_ptr<Connection>> connections{};
  std::thread thread{};
};

/// Holds the loop, so that a late reply finds a queue to post to; the connection may be gone by then.
struct Address {
  std::shared_ptr<Loop> loop;
  std::weak_ptr<Connection> connection;
  template <class Act>
  void tell(Act act) const {
    asio::dispatch(loop->context, [connection = connection, act = std::move(act)]() mutable {
      if (auto const alive = connection.lock()) act(*alive);
    });
  }
};

class Sink;

class Connection : public std::enable_shared_from_this<Connection> {
 public:
  Connection(std::shared_ptr<Loop> const& loop, Tcp::socket socket);
  ~Connection() { shared_.leave(); }
  void start();
  void close();
  void tick(Steady::time_point now);
  void drain();  // idle ones end at once, busy ones after their answer, streams now
  void send(Answer&& answer);
  void push(Bytes bytes);

 private:
  enum class Phase { idle, head, body, handling, writing, streaming, lingering };

  void enter(Phase phase, std::chrono::milliseconds most);
  void read();
  void on_read(SocketError fault, std::size_t size);
  void process();
  void say_continue();
  void refuse(int status, std::string_view why);
  void dispatch(Request&& request);
  Reply make_reply(Exchange const& exchange);
  void hand_over(Request&& request, Exchange const& exchange, Reply reply);
  void write();
  void on_written(SocketError fault, std::size_t size);
  bool load_file_block();
  void finish();
  void linger();
  void start_stream();
  void write_stream();
  void on_stream_written(SocketError fault, std::size_t size);
  void watch_stream();

  Loop& loop_;
  std::weak_ptr<Loop> loop_owner_;
  Shared& shared_;
  Tcp::socket socket_;
  std::string peer_;
  RequestReader reader_;
  std::string buffer_;
  std::size_t begin_ = 0, end_ = 0;
  Phase phase_ = Phase::idle;
  Steady::time_point deadline_{};
  Steady::time_point body_began_{};
  std::size_t body_bytes_ = 0;
  std::size_t served_ = 0;
  Answer answer_;
  std::size_t head_sent_ = 0, bytes_sent_ = 0;
  std::string block_;  // of a file
  std::shared_ptr<Sink> sink_;
  std::deque<Bytes> stream_queue_;
  bool stream_writing_ = false;
  Steady::time_point next_heartbeat_{};
  std::array<char, 512> ignored_{};
};

}  // namespace cityhall::web::network
