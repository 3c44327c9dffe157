#pragma once
// What a handler answers. The server adds length, date, validators, encodings and the security headers.

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <variant>

#include "web/headers.h"

namespace cityhall::web {

/// Bytes in up to three encodings, shared and never changed: an embedded asset or a cached page. The server picks by Accept-Encoding.
struct Variants {
  std::string_view identity;
  std::string_view gzip{};             // empty: none
  std::string_view brotli{};           // empty: none
  std::string etag{};                  // with quotes; empty: none
  std::shared_ptr<void const> keep{};  // owns the bytes; null when they are part of the program
};

/// A file on disk, sent in blocks, with Range support.
struct FileBody {
  std::filesystem::path path;
  std::string etag{};  // with quotes
};

/// Where a live stream writes. Safe from any thread.
class StreamSink {
 public:
  virtual ~StreamSink() = default;
  /// False once the client is gone or was dropped because it reads too slowly.
  virtual bool push(std::shared_ptr<std::string const> bytes) = 0;
  virtual void close() = 0;
};

/// A body without an end. `start` is called once on a network thread when the head was queued; it must not
/// block. It is kept until the stream ends, so what it holds tells when that is.
struct StreamBody {
  std::function<void(std::shared_ptr<StreamSink>)> start;
  std::string heartbeat{};  // sent when nothing else was, so that proxies keep the connection
};

using ResponseBody = std::variant<std::string, std::shared_ptr<std::string const>, Variants, FileBody, StreamBody>;

struct Response {
  int status = 200;
  Headers headers{};
  ResponseBody body{};
  /// Compute an ETag from the bytes when none is set, so that a repeated GET can be answered 304.
  bool with_etag = false;
  /// Compress for clients that accept it (text types of at least 1 KB). Off for pages that echo secrets beside what others typed.
  bool compress = true;
  Response& header(std::string_view name, std::string_view value) & {
    headers.set(name, value);
    return *this;
  }
  Response&& header(std::string_view name, std::string_view value) && {
    headers.set(name, value);
    return std::move(*this);
  }
};

/// "text/html; charset=utf-8"
Response html(std::string page, int status = 200);
/// A page that many readers get: no copy is made.
Response html(std::shared_ptr<std::string const> page, int status = 200);
Response html(Variants page, int status = 200);
Response json(std::string text, int status = 200);
/// "text/xml; charset=utf-8", as Open311 asks.
Response xml(std::string text, int status = 200);
Response text(std::string text, int status = 200);
/// 303: after a POST. The path must begin with one '/', else it becomes "/": no open redirect.
Response see_other(std::string_view path);
/// 308 for a changed address within this site; same rule for the path.
Response moved_permanently(std::string_view path);
/// 303 to another site (payment provider, sign-in); only https and http addresses.
Response see_other_site(std::string_view url);
Response no_content();
Response file(FileBody body, std::string_view content_type);
/// Makes a browser save instead of show; the name is encoded for all browsers (RFC 6266, RFC 8187).
void set_download_name(Response& response, std::string_view filename);

/// "no-store": personal pages. "public, max-age=N": pages that are equal for all.
void no_store(Response& response);
void cache_for(Response& response, std::int64_t seconds);

/// The bytes of a body in memory, or empty for files and streams; for tests.
std::string_view body_text(Response const& response);
std::string_view reason_phrase(int status);

}  // namespace cityhall::web
