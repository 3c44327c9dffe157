#pragma once
// Bytes in, requests out: HTTP/1.1 without sockets. Beast parses; before it, check_head() refuses what a proxy could read differently.

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "web/request.h"
#include "web/server.h"

namespace cityhall::web {

struct Refused {
  int status = 400;
  std::string_view why;  // a literal, for the answer and the log
};

/// The request line alone, without its CRLF; called as soon as it is there, because HTTP/0.9 sends nothing more.
std::optional<Refused> check_request_line(std::string_view line, ServerLimits const& limits);
/// A whole head, up to and with the empty line.
std::optional<Refused> check_head(std::string_view head, ServerLimits const& limits);

struct ReaderOptions {
  ServerLimits limits{};
  std::filesystem::path spool_folder = "/tmp";
  std::function<std::size_t(Method, std::string_view path)> body_limit{};
};

/// Reads one request after the other from one connection.
class RequestReader {
 public:
  enum class State { start, head, body, complete, refused };

  explicit RequestReader(ReaderOptions const& options);
  ~RequestReader();

  /// Looks at the unread bytes and says how many it has used up; the rest comes again in front of the next ones.
  std::size_t feed(std::string_view unread);
  State state() const;
  Refused const& refusal() const;
  /// True once: the client waits for "100 Continue" before it sends the body.
  bool take_expectation();
  bool keep_alive() const;
  /// In state complete: the request; the reader begins anew. In state refused: what of the request is known, for an error page.
  Request take();
  /// True when the head was good, so that take() gives something in state refused.
  bool has_head() const;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace cityhall::web
