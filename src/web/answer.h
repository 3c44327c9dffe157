#pragma once
// A response as it goes on the wire: conditions, ranges, encodings and the security headers decided, without sockets.

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/time.h"
#include "web/request.h"
#include "web/response.h"

namespace cityhall::web {

/// What of a request its answer depends on; outlives the request.
struct Exchange {
  explicit Exchange(Request const& request, bool keep_alive);
  Exchange() = default;

  Method method = Method::GET;
  bool keep_alive = false;
  bool http_1_0 = false;
  bool secure = false;
  bool accepts_gzip = false;
  bool accepts_brotli = false;
  std::string if_none_match{};
  std::string if_modified_since{};
  std::string range{};
  std::string if_range{};
  std::string request_id{};
};

/// An open file and the stretch of it to send.
struct FileSlice {
  std::shared_ptr<int const> descriptor{};  // closes the file with its last owner
  std::uint64_t offset = 0;
  std::uint64_t size = 0;
};

struct Answer {
  int status = 200;
  std::string head{};
  ResponseBody body{};          // keeps the bytes
  bool body_wanted = true;      // false for HEAD, 304 …
  std::string_view encoding{};  // of Variants: "", "gzip" or "br"
  FileSlice file{};
  bool close = false;

  /// The bytes in memory to send after the head.
  std::string_view bytes() const;
  StreamBody* stream() { return body_wanted ? std::get_if<StreamBody>(&body) : nullptr; }
};

/// The head is complete; the body waits in memory, in an open file, or is a stream to start.
Answer make_answer(Exchange const& exchange, Response&& response, Time now);

/// "Tue, 02 Mar 2027 14:00:00 GMT" (RFC 9110 section 5.6.7).
std::string to_http_date(Time time);
struct AcceptedEncodings {
  bool gzip = false;
  bool brotli = false;
};
/// RFC 9110 section 12.5.3.
AcceptedEncodings parse_accept_encoding(std::string_view header);
/// Weak comparison against a list or "*" (RFC 9110 section 13.1.2); what we add for an encoding is ignored.
bool matches_etag(std::string_view if_none_match, std::string_view etag);

/// One stretch of a representation of `size` bytes (RFC 9110 section 14).
struct ByteRange {
  enum class Kind { whole, part, unsatisfiable } kind = Kind::whole;
  std::uint64_t first = 0;
  std::uint64_t size = 0;
};
/// Several ranges at once, and anything malformed, give the whole: both are allowed.
ByteRange parse_range(std::string_view header, std::uint64_t size);

}  // namespace cityhall::web
