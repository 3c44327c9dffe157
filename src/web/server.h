#pragma once
// The HTTP/1.1 server: sockets, limits, timeouts and the pool of handler threads. Public TLS and HTTP/2 are the proxy's.

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/random.h"
#include "base/time.h"
#include "web/request.h"
#include "web/response.h"

namespace cityhall::web {

/// Answers one request; callable once, from any thread. Calls after the first do nothing. A Reply that is dropped uncalled answers 500.
using Reply = std::function<void(Response&&)>;
/// Called on a pool thread. May answer later from another thread. A throw is answered 500 and logged.
using Handler = std::function<void(Request&&, Reply)>;

struct ServerTimeouts {
  std::chrono::milliseconds header{10'000};  // from the first byte (or the connection's start) to the end of the head
  std::chrono::milliseconds body{20'000};    // plus the time that `body_bytes_per_second` allows
  std::chrono::milliseconds idle{75'000};    // between requests
  std::chrono::milliseconds write{20'000};   // without progress
  std::chrono::milliseconds heartbeat{15'000};
  std::chrono::milliseconds linger{2'000};   // reading what a refused client still sends, so that it sees the answer
  std::size_t body_bytes_per_second = 4096;  // slower uploads are cut
};

struct ServerLimits {
  std::size_t target_bytes = 8'192;   // 414
  std::size_t header_bytes = 16'384;  // 431
  std::size_t header_count = 100;     // 431
  std::size_t connections = 10'000;   // 503 and close
  std::size_t requests_per_connection = 100'000;
  std::size_t queued = 1'024;           // handlers waiting; unsafe methods may use all of it, safe ones three quarters
  std::size_t body_memory = 262'144;    // a larger body goes to a file
  std::size_t stream_buffer = 262'144;  // a live client that is further behind is dropped
};

struct ServerOptions {
  std::string address = "127.0.0.1";
  std::uint16_t port = 0;  // 0: any free one
  unsigned network_threads = 1;
  unsigned handler_threads = 4;
  ServerTimeouts timeouts{};
  ServerLimits limits{};
  std::filesystem::path spool_folder = "/tmp";
  std::vector<std::string> trusted_proxies{};  // addresses or CIDR blocks whose X-Forwarded-For and -Proto are believed
  bool access_log = false;
  Clock const* clock = nullptr;  // null: the system's

  /// The largest body for a route, known from the head alone; more is answered 413 before it is read. Null: 64 KB for all.
  std::function<std::size_t(Method, std::string_view path)> body_limit{};
  /// Asked first, on the network thread: a cached page, or nothing. Must not block or throw.
  std::function<std::optional<Response>(Request const&)> fast_path{};
  /// Offered each request next, on the network thread: true when it has taken it (and may have moved it), because it only hands the work
  /// on, for example to the database writer. The form is not read yet. Must not block or throw.
  std::function<bool(Request&, Reply const&)> at_once{};
  /// Dresses the server's own refusals of requests whose head was readable (413, 503 …). Null: one line of text. Must not block.
  std::function<Response(Request const&, int status, std::string_view why)> error_page{};
};

struct ServerStats {
  std::uint64_t accepted = 0;  // connections
  std::uint64_t requests = 0;
  std::uint64_t malformed = 0;  // answered 4xx by the server itself
  std::uint64_t shed = 0;       // answered 503 because a queue was full
  std::uint64_t timed_out = 0;
  std::uint64_t connections = 0;  // open now
  std::uint64_t streams = 0;      // open now
  std::uint64_t queued = 0;       // waiting now
};

class Server {
 public:
  /// Listens when it returns. Throws Refusal(unavailable, "server.cannot_listen") naming address and cause.
  Server(ServerOptions options, Handler handler);
  ~Server();
  Server(Server const&) = delete;
  Server& operator=(Server const&) = delete;

  std::uint16_t port() const;
  ServerStats stats() const;
  /// Accepts nothing new, lets running requests finish for at most `grace`, ends the streams, then joins all threads. Harmless twice.
  void stop(std::chrono::milliseconds grace = std::chrono::seconds{10});

 private:
  class Impl;
  std::shared_ptr<Impl> impl_;
};

}  // namespace cityhall::web
