#pragma once
// One client's connection as a machine without sockets: bytes in, answers out, in order, with deadlines. server.cc gives it a socket.

#include <array>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <string_view>

#include "web/answer.h"
#include "web/proxies.h"
#include "web/reader.h"
#include "web/server.h"
#include "web/worker_pool.h"

namespace cityhall::web {

using Steady = std::chrono::steady_clock;
using Bytes = std::shared_ptr<std::string const>;

/// What all sessions of a server share; lives as long as the last of them and of their replies.
struct Shared {
  Shared(ServerOptions given, Handler its_handler);
  Time now() const { return options.clock != nullptr ? options.clock->now() : system_clock.now(); }
  /// A session is gone; wakes who waits for the last one.
  void leave();

  struct Counters {
    std::atomic<std::uint64_t> accepted{0}, requests{0}, malformed{0}, shed{0}, timed_out{0}, connections{0}, streams{0};
  };
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
};

/// A socket, used on its own network thread only. At most one read and one write are under way; after close() nothing comes back.
class Wire {
 public:
  virtual ~Wire() = default;
  virtual void read(std::span<char> room) = 0;                      // then Session::on_read
  virtual void write(std::span<std::string_view const> parts) = 0;  // then Session::on_written
  virtual void end_sending() = 0;
  virtual void close() = 0;
};

class Session;
/// Runs something with a session on its network thread, from any thread; nothing when the session is gone.
using Tell = std::function<void(std::function<void(Session&)>)>;

class StreamOut;

class Session {
 public:
  Session(std::shared_ptr<Shared> shared, Wire& wire, Tell tell, std::string peer);
  ~Session();
  Session(Session const&) = delete;
  Session& operator=(Session const&) = delete;

  void start();
  /// `size` 0: the client has gone.
  void on_read(std::size_t size);
  void on_written(std::size_t size);
  void tick(Steady::time_point now);
  /// An idle one ends at once, a busy one after its answer, a stream now.
  void drain();
  void close();

  void send(Answer&& answer);
  void push(Bytes bytes);

 private:
  enum class Phase { idle, head, body, handling, writing, streaming, lingering, closed };

  void enter(Phase phase, std::chrono::milliseconds most);
  void read();
  void process();
  void await_body(std::size_t used);
  void refuse(int status, std::string_view why);
  void dispatch(Request&& request);
  void hand_over(Request&& request, Reply const& reply);
  void write();
  bool load_file_block();
  void finish();
  void linger();
  void start_stream();
  void write_stream();
  void on_stream_written(std::size_t size);

  std::shared_ptr<Shared> shared_;
  Wire& wire_;
  Tell tell_;
  std::string peer_;
  RequestReader reader_;
  Phase phase_ = Phase::idle;
  Steady::time_point deadline_{};

  std::string buffer_{};  // what was read and not used yet: [begin_, end_)
  std::size_t begin_ = 0, end_ = 0;
  bool reading_ = false;
  Steady::time_point body_began_{};
  std::size_t body_bytes_ = 0;
  std::size_t served_ = 0;

  Answer answer_{};
  std::size_t head_sent_ = 0, bytes_sent_ = 0;
  std::string block_{};  // of a file
  bool saying_continue_ = false;

  std::shared_ptr<StreamOut> stream_out_{};
  Bytes heartbeat_{};
  std::deque<Bytes> stream_queue_{};
  bool stream_writing_ = false;
  Steady::time_point next_heartbeat_{};
};

}  // namespace cityhall::web
