// What must be refused before any parser is asked: everything that two programs could read in two ways. Each rule quotes its clause of RFC
// 9112 or 9110.
#include <algorithm>
#include <array>

#include "base/text.h"
#include "web/reader.h"

namespace cityhall::web {
namespace {

constexpr std::string_view line_end = "\r\n";

constexpr std::array<bool, 256> make_token() {
  std::array<bool, 256> token{};
  for (char const c : std::string_view{"!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"})
    token[static_cast<unsigned char>(c)] = true;
  return token;
}
constexpr auto token_table = make_token();
bool is_token(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return token_table[static_cast<unsigned char>(c)]; });
}
bool is_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// RFC 9110 section 7.2: uri-host [ ":" port ].
bool is_host(std::string_view text) {
  auto const bracket = text.starts_with('[') ? text.find(']') : std::string_view::npos;
  if (text.starts_with('[') && bracket == std::string_view::npos) return false;
  auto const name_end = bracket == std::string_view::npos ? std::min(text.find(':'), text.size()) : bracket + 1;
  auto const name = text.substr(0, name_end);
  auto const port = text.substr(name_end);
  if (name.empty() || name.size() > 255) return false;
  if (!port.empty() && (port.size() > 6 || (port.size() > 1 && !is_digits(port.substr(1))) || port.front() != ':')) return false;
  auto const plain = [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '.' || c == '_';
  };
  if (bracket == std::string_view::npos) return std::all_of(name.begin(), name.end(), plain);
  auto const inside = name.substr(1, name.size() - 2);
  return !inside.empty() && std::all_of(inside.begin(), inside.end(), [](char c) {
    return c == ':' || c == '.' || (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'f');
  });
}

/// The fields that say where a message ends and whose it is; each at most once.
struct Framing {
  int hosts = 0;
  int lengths = 0;
  int encodings = 0;
  int expectations = 0;
  int types = 0;

  std::optional<Refused> see(std::string_view name, std::string_view value) {
    if (equals_ignoring_case(name, "host")) {
      if (++hosts > 1) return Refused{400, "two Host headers"};
      if (!is_host(value)) return Refused{400, "the Host header is no host name"};
    } else if (equals_ignoring_case(name, "content-length")) {
      if (++lengths > 1) return Refused{400, "two Content-Length headers"};
      if (!is_digits(value)) return Refused{400, "Content-Length is not a number"};
      if (value.size() > 18) return Refused{413, "Content-Length is too large"};
    } else if (equals_ignoring_case(name, "transfer-encoding")) {
      if (++encodings > 1) return Refused{400, "two Transfer-Encoding headers"};
      // RFC 9112 section 6.1: an encoding that we do not understand is 501; chunked must be the last, so it is the only one.
      if (!equals_ignoring_case(value, "chunked")) return Refused{501, "the only Transfer-Encoding here is chunked"};
    } else if (equals_ignoring_case(name, "expect")) {
      if (++expectations > 1 || !equals_ignoring_case(value, "100-continue"))
        return Refused{417, "the only expectation here is 100-continue"};
    } else if (equals_ignoring_case(name, "content-type")) {
      if (++types > 1) return Refused{400, "two Content-Type headers"};
    }
    return {};
  }
  std::optional<Refused> check(bool http_1_0) const {
    // RFC 9112 section 6.1: a request with both is an attempt at smuggling.
    if (lengths > 0 && encodings > 0) return Refused{400, "both Content-Length and Transfer-Encoding"};
    if (encodings > 0 && http_1_0) return Refused{400, "Transfer-Encoding in HTTP/1.0"};
    // RFC 9112 section 3.2: "A server MUST respond with a 400 … to any HTTP/1.1 request message that lacks a Host header field".
    if (hosts == 0 && !http_1_0) return Refused{400, "the Host header is missing"};
    return {};
  }
};

std::optional<Refused> check_field(std::string_view line, Framing& framing) {
  // RFC 9112 section 5.2: obs-fold is refused.
  if (line.front() == ' ' || line.front() == '\t') return Refused{400, "a folded header line"};
  auto const colon = line.find(':');
  if (colon == std::string_view::npos) return Refused{400, "a header line without a colon"};
  // RFC 9112 section 5.1: no whitespace between the name and the colon.
  if (!is_token(line.substr(0, colon))) return Refused{400, "a header name with characters that may not be there"};
  auto const value = line.substr(colon + 1);
  auto const odd = [](char c) { return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7F; };
  if (std::any_of(value.begin(), value.end(), odd)) return Refused{400, "a control character in a header"};
  return framing.see(line.substr(0, colon), trim(value));
}

}  // namespace

std::optional<Refused> check_request_line(std::string_view line, ServerLimits const& limits) {
  auto const method_end = line.find(' ');
  auto const method = line.substr(0, method_end);
  if (!is_token(method) || method.size() > 32) return Refused{400, "the method is malformed"};
  if (method == "PRI") return Refused{400, "HTTP/2 is not spoken here"};
  if (method_end == std::string_view::npos) return Refused{400, "the request line has no target"};
  auto const target_end = line.find(' ', method_end + 1);
  auto const target = line.substr(method_end + 1, target_end == std::string_view::npos ? target_end : target_end - method_end - 1);
  if (target.size() > limits.target_bytes) return Refused{414, "the address is too long"};
  if (target_end == std::string_view::npos) return Refused{400, "the request line has no version"};
  auto const version = line.substr(target_end + 1);
  if (version != "HTTP/1.1" && version != "HTTP/1.0") {
    bool const other = version.size() == 8 && version.starts_with("HTTP/") && version[6] == '.' && is_digits(version.substr(5, 1)) &&
                       is_digits(version.substr(7));
    return other && version[5] != '0' ? Refused{505, "only HTTP/1.1 is spoken here"} : Refused{400, "the version is malformed"};
  }
  if (!target.starts_with('/')) return Refused{400, "the target must be a path that begins with /"};
  if (!parse_method(method)) return Refused{501, "the method is not known here"};
  return {};
}

std::optional<Refused> check_head(std::string_view head, ServerLimits const& limits) {
  auto const first_end = head.find(line_end);
  auto const first = head.substr(0, first_end);
  if (auto refused = check_request_line(first, limits)) return refused;
  auto rest = head.substr(first_end + line_end.size());
  if (rest.size() > limits.header_bytes) return Refused{431, "the headers are too large"};
  Framing framing;
  std::size_t count = 0;
  while (rest != line_end) {
    auto const end = rest.find(line_end);
    if (end == std::string_view::npos || end == 0) return Refused{400, "the head does not end"};
    if (++count > limits.header_count) return Refused{431, "too many headers"};
    if (auto refused = check_field(rest.substr(0, end), framing)) return refused;
    rest.remove_prefix(end + line_end.size());
  }
  return framing.check(first.ends_with("1.0"));
}

}  // namespace cityhall::web
