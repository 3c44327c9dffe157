#include "web/answer.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/crypto.h"
#include "base/text.h"
#include "web/compress.h"

namespace cityhall::web {
namespace {

constexpr std::size_t compress_min_bytes = 1'024;

/// A header of the same name in the response replaces one of these.
constexpr std::array<Headers::Field, 8> security_headers{{
    {"Content-Security-Policy",
     "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; media-src 'self'; font-src 'self'; "
     "connect-src 'self'; worker-src "
     "'self'; "
     "manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"},
    {"X-Content-Type-Options", "nosniff"},
    {"X-Frame-Options", "DENY"},
    {"Referrer-Policy", "strict-origin-when-cross-origin"},
    {"Permissions-Policy", "geolocation=(self), camera=(self), microphone=(), payment=(), usb=()"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"Strict-Transport-Security", "max-age=31536000"},  // over https only
}};

bool is_text(std::string_view content_type) {
  return content_type.starts_with("text/") || content_type.starts_with("application/json") ||
         content_type.starts_with("application/geo+json") || content_type.starts_with("application/xml") ||
         content_type.starts_with("image/svg");
}

void add_vary(Response& response) {
  auto const now = std::string{response.headers.get("vary")};
  if (now.find("Accept-Encoding") == std::string::npos)
    response.headers.set("Vary", now.empty() ? "Accept-Encoding" : now + ", Accept-Encoding");
}

/// `"abc"` becomes `"abc-gz"`: each encoding is another representation with another strong validator.
std::string tagged(std::string_view etag, std::string_view suffix) {
  std::string out{etag};
  if (out.size() >= 2 && out.ends_with('"')) out.insert(out.size() - 1, suffix);
  return out;
}

class Maker {
 public:
  Maker(Exchange const& exchange, Response&& response, Time now) : exchange_{exchange}, response_{std::move(response)}, now_{now} {}

  Answer make() {
    set_validators();
    if (auto* stream = std::get_if<StreamBody>(&response_.body); stream != nullptr) answer_.close = true;
    else if (is_unmodified()) become_304();
    else choose_bytes();
    if (exchange_.method == Method::HEAD || response_.status == 204 || response_.status == 304) answer_.body_wanted = false;
    answer_.close = answer_.close || !exchange_.keep_alive;
    write_head();
    answer_.status = response_.status;
    answer_.body = std::move(response_.body);
    return std::move(answer_);
  }

 private:
  void set_validators() {
    if (response_.headers.has("etag")) return;
    if (auto const* variants = std::get_if<Variants>(&response_.body); variants != nullptr && !variants->etag.empty())
      response_.headers.set("ETag", variants->etag);
    else if (auto const* file = std::get_if<FileBody>(&response_.body); file != nullptr && !file->etag.empty())
      response_.headers.set("ETag", file->etag);
    else if (response_.with_etag) response_.headers.set("ETag", "\"" + sha256_hex(body_text(response_)).substr(0, 22) + "\"");
  }
  bool is_unmodified() const {
    if (response_.status != 200 || (exchange_.method != Method::GET && exchange_.method != Method::HEAD)) return false;
    if (!exchange_.if_none_match.empty()) return matches_etag(exchange_.if_none_match, response_.headers.get("etag"));
    auto const modified = response_.headers.get("last-modified");
    return !modified.empty() && modified == exchange_.if_modified_since;
  }
  void become_304() {
    response_.status = 304;
    response_.headers.remove("content-type");
    if (std::holds_alternative<Variants>(response_.body)) add_vary(response_);
    response_.body = std::string{};
  }

  void choose_bytes() {
    if (std::holds_alternative<FileBody>(response_.body)) return open_file();
    if (auto const* variants = std::get_if<Variants>(&response_.body); variants != nullptr) choose_variant(*variants);
    else if (response_.compress && !response_.headers.has("content-encoding")) compress();
    size_ = sending().size();
  }
  void choose_variant(Variants const& variants) {
    if (exchange_.accepts_brotli && !variants.brotli.empty()) set_encoding("br", "-br");
    else if (exchange_.accepts_gzip && !variants.gzip.empty()) set_encoding("gzip", "-gz");
    if (!variants.gzip.empty() || !variants.brotli.empty()) add_vary(response_);
  }
  void set_encoding(std::string_view encoding, std::string_view suffix) {
    answer_.encoding = encoding;
    response_.headers.set("Content-Encoding", encoding);
    if (response_.headers.has("etag")) response_.headers.set("ETag", tagged(response_.headers.get("etag"), suffix));
  }
  void compress() {
    auto const plain = body_text(response_);
    if (plain.size() < compress_min_bytes || !is_text(response_.headers.get("content-type"))) return;
    add_vary(response_);
    if (!exchange_.accepts_gzip) return;
    auto packed = gzip(plain, 1);
    response_.body = std::move(packed);
    set_encoding("gzip", "-gz");
  }
  std::string_view sending() const {
    if (auto const* variants = std::get_if<Variants>(&response_.body); variants != nullptr)
      return answer_.encoding == "br" ? variants->brotli : answer_.encoding == "gzip" ? variants->gzip : variants->identity;
    return body_text(response_);
  }

  void open_file() {
    auto const& body = std::get<FileBody>(response_.body);
    auto const descriptor = ::open(body.path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    struct stat info {};
    if (descriptor < 0 || ::fstat(descriptor, &info) != 0 || !S_ISREG(info.st_mode)) {
      if (descriptor >= 0) ::close(descriptor);
      return become_missing();
    }
    answer_.file.descriptor = {new int{descriptor}, [](int const* open) {
                                 ::close(*open);
                                 delete open;
                               }};
    answer_.file.size = size_ = static_cast<std::uint64_t>(info.st_size);
    response_.headers.set("Accept-Ranges", "bytes");
    if (response_.status == 200 && is_range_wanted()) apply_range();
  }
  void become_missing() {
    response_ = text("This file is not here any more.\n", 404);
    size_ = body_text(response_).size();
  }
  bool is_range_wanted() const {
    if (exchange_.method != Method::GET || exchange_.range.empty()) return false;
    // RFC 9110 section 13.1.5: If-Range compares strongly.
    return exchange_.if_range.empty() || (exchange_.if_range == response_.headers.get("etag") && !exchange_.if_range.starts_with("W/")) ||
           exchange_.if_range == response_.headers.get("last-modified");
  }
  void apply_range() {
    auto const whole = std::to_string(size_);
    auto const range = parse_range(exchange_.range, size_);
    if (range.kind == ByteRange::Kind::whole) return;
    if (range.kind == ByteRange::Kind::unsatisfiable) {
      response_ = {.status = 416, .headers = {{"Content-Range", "bytes */" + whole}}};
      answer_.file = {};
      size_ = 0;
      return;
    }
    response_.status = 206;
    response_.headers.set("Content-Range",
                          "bytes " + std::to_string(range.first) + "-" + std::to_string(range.first + range.size - 1) + "/" + whole);
    answer_.file.offset = range.first;
    answer_.file.size = size_ = range.size;
  }

  void line(std::string_view name, std::string_view value) { answer_.head.append(name).append(": ").append(value).append("\r\n"); }
  /// A header value of ours never has a line break; a handler's mistake must not split the response.
  void safe_line(std::string_view name, std::string_view value) {
    if (value.find_first_of(std::string_view{"\r\n\0", 3}) == std::string_view::npos) line(name, value);
  }
  void write_head() {
    auto& head = answer_.head;
    head.reserve(1'280);
    head.append("HTTP/1.1 ").append(std::to_string(response_.status)).append(" ").append(reason_phrase(response_.status)).append("\r\n");
    line("Date", to_http_date(now_));
    for (std::size_t i = 0; i < response_.headers.size(); ++i) {
      auto const field = response_.headers[i];
      safe_line(field.name, field.value);
    }
    for (auto const& field : security_headers)
      if (!response_.headers.has(field.name) && (exchange_.secure || field.name != security_headers.back().name))
        line(field.name, field.value);
    if (!exchange_.request_id.empty()) line("X-Request-Id", exchange_.request_id);
    bool const no_length = response_.status == 204 || response_.status == 304 || std::holds_alternative<StreamBody>(response_.body);
    if (!no_length) line("Content-Length", std::to_string(size_));
    if (answer_.close) line("Connection", "close");
    else if (exchange_.http_1_0) line("Connection", "keep-alive");
    head += "\r\n";
  }

  Exchange const& exchange_;
  Response response_;
  Time now_;
  Answer answer_;
  std::uint64_t size_ = 0;
};

std::optional<std::uint64_t> parse_number(std::string_view text) {
  std::uint64_t number = 0;
  auto const [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (text.empty() || fault != std::errc{} || end != text.data() + text.size()) return {};
  return number;
}

}  // namespace

Exchange::Exchange(Request const& request, bool keep)
    : method{request.method},
      keep_alive{keep},
      http_1_0{request.http_1_0},
      secure{request.secure},
      if_none_match{request.header("if-none-match")},
      if_modified_since{request.header("if-modified-since")},
      range{request.header("range")},
      if_range{request.header("if-range")},
      request_id{request.id} {
  auto const accepted = parse_accept_encoding(request.header("accept-encoding"));
  accepts_gzip = accepted.gzip;
  accepts_brotli = accepted.brotli;
}

std::string_view Answer::bytes() const {
  if (!body_wanted) return {};
  if (auto const* text = std::get_if<std::string>(&body)) return *text;
  if (auto const* shared = std::get_if<std::shared_ptr<std::string const>>(&body))
    return *shared ? std::string_view{**shared} : std::string_view{};
  if (auto const* variants = std::get_if<Variants>(&body))
    return encoding == "br" ? variants->brotli : encoding == "gzip" ? variants->gzip : variants->identity;
  return {};
}

Answer make_answer(Exchange const& exchange, Response&& response, Time now) { return Maker{exchange, std::move(response), now}.make(); }

std::string to_http_date(Time time) {
  constexpr std::array<char const*, 7> days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  constexpr std::array<char const*, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  auto const day = std::chrono::floor<std::chrono::days>(time);
  std::chrono::year_month_day const date{day};
  auto const seconds = std::chrono::duration_cast<std::chrono::seconds>(time - day).count();
  std::array<char, 48> out{};
  auto const size =
      std::snprintf(out.data(), out.size(), "%s, %02u %s %04d %02d:%02d:%02d GMT", days[std::chrono::weekday{day}.c_encoding()],
                    static_cast<unsigned>(date.day()), months[static_cast<unsigned>(date.month()) - 1], static_cast<int>(date.year()),
                    static_cast<int>(seconds / 3600), static_cast<int>(seconds / 60 % 60), static_cast<int>(seconds % 60));
  return {out.data(), static_cast<std::size_t>(size)};
}

AcceptedEncodings parse_accept_encoding(std::string_view header) {
  AcceptedEncodings accepted;
  for (auto const piece : split(header, ',')) {
    auto const semicolon = std::min(piece.find(';'), piece.size());
    auto const name = trim(piece.substr(0, semicolon));
    auto const weight = trim(piece.substr(std::min(semicolon + 1, piece.size())));
    bool const refused = weight.starts_with("q=0") && weight.find_first_not_of("0.", 2) == std::string_view::npos;
    if (equals_ignoring_case(name, "gzip")) accepted.gzip = !refused;
    else if (equals_ignoring_case(name, "br")) accepted.brotli = !refused;
  }
  return accepted;
}

bool matches_etag(std::string_view if_none_match, std::string_view etag) {
  if (etag.empty()) return false;
  auto const plain = [](std::string_view tag) {
    if (tag.starts_with("W/")) tag.remove_prefix(2);
    for (std::string_view const suffix : {"-gz\"", "-br\""})
      if (tag.ends_with(suffix)) return tag.substr(0, tag.size() - suffix.size());
    return tag.ends_with('"') ? tag.substr(0, tag.size() - 1) : tag;
  };
  for (auto const piece : split(if_none_match, ','))
    if (trim(piece) == "*" || plain(trim(piece)) == plain(etag)) return true;
  return false;
}

ByteRange parse_range(std::string_view header, std::uint64_t size) {
  if (!header.starts_with("bytes=") || header.find(',') != std::string_view::npos) return {};
  auto const spec = trim(header.substr(6));
  auto const dash = spec.find('-');
  if (dash == std::string_view::npos) return {};
  auto const first = parse_number(spec.substr(0, dash));
  auto const last = parse_number(spec.substr(dash + 1));
  if (dash == 0) {
    if (!last) return {};
    if (*last == 0 || size == 0) return {ByteRange::Kind::unsatisfiable};
    auto const length = std::min(*last, size);
    return {ByteRange::Kind::part, size - length, length};
  }
  bool const open_end = dash + 1 == spec.size();
  if (!first || (!open_end && !last) || (last && *last < *first)) return {};
  if (*first >= size) return {ByteRange::Kind::unsatisfiable};
  auto const end = open_end ? size : std::min(*last, size - 1) + 1;
  return {ByteRange::Kind::part, *first, end - *first};
}

}  // namespace cityhall::web
