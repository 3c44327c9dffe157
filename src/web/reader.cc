#include "web/reader.h"

#include <algorithm>

#include <boost/beast/http/basic_parser.hpp>

#include "base/text.h"

namespace cityhall::web {
namespace {

namespace http = boost::beast::http;
using boost::beast::error_code;
using Text = boost::beast::string_view;

std::string_view view(Text text) { return {text.data(), text.size()}; }

constexpr std::size_t chunk_line_max = 16'384;      // one chunk header, or all trailers
constexpr std::size_t chunk_extension_max = 4'096;  // of one body, all of them

/// Writes what Beast finds straight into a Request.
class Parser final : public http::basic_parser<true> {
 public:
  Parser(ReaderOptions const& options, std::size_t body_limit) : options_{options} {
    eager(true);
    header_limit(static_cast<std::uint32_t>(options.limits.header_bytes + options.limits.target_bytes + 64));
    this->body_limit(body_limit);
  }
  Request request;
  bool disk_full = false;

 private:
  void on_request_impl(http::verb /*verb*/, Text method, Text target, int version, error_code& error) override {
    request.method = web::parse_method(view(method)).value_or(Method::GET);
    request.http_1_0 = version == 10;
    if (!set_target(request, view(target))) error = http::make_error_code(http::error::bad_target);
  }
  void on_field_impl(http::field /*field*/, Text name, Text value, error_code& error) override {
    error = {};
    // Fields after a chunked body (trailers) are dropped: nothing may be decided by what comes after the decision.
    if (!head_done_) request.headers.add(view(name), view(value));
  }
  void on_header_impl(error_code& error) override {
    error = {};
    head_done_ = true;
  }
  void on_body_init_impl(boost::optional<std::uint64_t> const& /*length*/, error_code& error) override { error = {}; }
  std::size_t on_body_impl(Text bytes, error_code& error) override { return append(bytes, error); }
  void on_chunk_header_impl(std::uint64_t /*size*/, Text extensions, error_code& error) override {
    extension_bytes_ += extensions.size();
    error = extension_bytes_ > chunk_extension_max ? http::make_error_code(http::error::bad_chunk_extension) : error_code{};
  }
  std::size_t on_chunk_body_impl(std::uint64_t /*remain*/, Text bytes, error_code& error) override { return append(bytes, error); }
  void on_response_impl(int /*code*/, Text /*reason*/, int /*version*/, error_code& /*error*/) override {}
  void on_finish_impl(error_code& error) override { error = {}; }

  std::size_t append(Text bytes, error_code& error) {
    error = {};
    disk_full = !request.body.append(view(bytes), options_.limits.body_memory, options_.spool_folder);
    if (disk_full) error = http::make_error_code(http::error::buffer_overflow);
    return bytes.size();
  }

  ReaderOptions const& options_;
  bool head_done_ = false;
  std::size_t extension_bytes_ = 0;
};

Refused refusal_of(error_code error, bool disk_full) {
  if (disk_full) return {507, "there is no room for the upload"};
  if (error == http::error::body_limit) return {413, "the body is too large"};
  if (error == http::error::bad_target) return {400, "the target is malformed"};
  if (error == http::error::header_limit) return {431, "the headers are too large"};
  return {400, "the request is malformed"};
}

}  // namespace

class RequestReader::Impl {
 public:
  explicit Impl(ReaderOptions const& options) : options_{options} {}

  std::size_t feed(std::string_view unread) {
    if (state_ == State::body) return feed_body(unread);
    if (state_ != State::start && state_ != State::head) return 0;
    // RFC 9112 section 2.2: an empty line before the request line is ignored. One.
    if (state_ == State::start && unread == "\r") return 0;
    std::size_t const skipped = state_ == State::start && unread.starts_with("\r\n") ? 2 : 0;
    unread.remove_prefix(skipped);
    state_ = State::head;
    if (unread.empty()) return skipped;
    // A TLS greeting, for one, has no line end that would be waited for.
    if (unread.front() < 'A' || unread.front() > 'z') return refuse({400, "this is no HTTP request"}), skipped;
    auto const end = scan(unread);
    if (!end) return skipped;
    if (auto refused = check_head(unread.substr(0, *end), options_.limits)) return refuse(*refused), skipped;
    return skipped + begin(unread, *end);
  }

  State state() const { return state_; }
  Refused const& refusal() const { return refusal_; }
  bool take_expectation() { return std::exchange(expects_, false); }
  bool keep_alive() const { return parser_ && parser_->keep_alive(); }
  bool has_head() const { return head_known_; }
  Request take() {
    auto request = std::move(parser_->request);
    if (state_ == State::complete) {
      state_ = State::start;
      scanned_ = 0;
      line_checked_ = head_known_ = expects_ = false;
    }
    return request;
  }

 private:
  void refuse(Refused refused) {
    refusal_ = refused;
    state_ = State::refused;
  }

  /// Where the head ends. Every line end must be CR LF, and the request line is judged as soon as it is there.
  std::optional<std::size_t> scan(std::string_view head) {
    while (true) {
      auto const feed = head.find('\n', scanned_);
      if (feed == std::string_view::npos) break;
      // RFC 9112 section 2.2 lets a server accept a bare LF; a proxy in front may not, and so we do not.
      if (feed == 0 || head[feed - 1] != '\r') return refuse({400, "a line that does not end in CR LF"}), std::nullopt;
      if (!line_checked_) {
        line_checked_ = true;
        if (auto refused = check_request_line(head.substr(0, feed - 1), options_.limits)) return refuse(*refused), std::nullopt;
      }
      scanned_ = feed + 1;
      if (feed >= 3 && head.substr(feed - 3, 4) == "\r\n\r\n") return feed + 1;
    }
    scanned_ = head.size();
    auto const line_max = options_.limits.target_bytes + 48;
    if (!line_checked_ && head.size() > line_max) refuse({414, "the address is too long"});
    else if (head.size() > line_max + options_.limits.header_bytes) refuse({431, "the headers are too large"});
    return {};
  }

  /// The head is whole and clean: Beast reads it, and what of the body is there.
  std::size_t begin(std::string_view unread, std::size_t head_size) {
    auto const line = unread.substr(0, unread.find("\r\n"));
    auto const method_end = line.find(' ');
    auto const target = line.substr(method_end + 1, line.rfind(' ') - method_end - 1);
    auto const limit = options_.body_limit ? options_.body_limit(parse_method(line.substr(0, method_end)).value_or(Method::GET),
                                                                 target.substr(0, target.find('?')))
                                           : 65'536;
    parser_.emplace(options_, limit);
    error_code error;
    // The head alone first: for 413 and for "Expect" the body is not looked at.
    parser_->put(boost::asio::const_buffer{unread.data(), head_size}, error);
    head_known_ = !error || error == http::error::need_more || error == http::error::body_limit;
    if (head_known_) finish_head();
    if (error && error != http::error::need_more) return refuse(refusal_of(error, false)), head_size;
    if (parser_->is_done()) return state_ = State::complete, head_size;
    state_ = State::body;
    expects_ =
        unread.size() == head_size && equals_ignoring_case(parser_->request.header("expect"), "100-continue") && !parser_->request.http_1_0;
    return unread.size() == head_size ? head_size : head_size + feed_body(unread.substr(head_size));
  }

  void finish_head() {
    auto& request = parser_->request;
    request.authority = to_lower_ascii(request.header("host"));
    auto const colon = request.authority.rfind(':');
    bool const has_port = colon != std::string::npos && request.authority.find(']', colon) == std::string::npos;
    request.host = request.authority.substr(0, has_port ? colon : std::string::npos);
  }

  std::size_t feed_body(std::string_view unread) {
    error_code error;
    auto const used = unread.empty() ? 0 : parser_->put(boost::asio::const_buffer{unread.data(), unread.size()}, error);
    if (error && error != http::error::need_more) refuse(refusal_of(error, parser_->disk_full));
    else if (parser_->is_done()) state_ = State::complete;
    else check_chunk_line(unread.substr(used));
    return used;
  }

  /// What the parser leaves is the beginning of a chunk header or of the trailers. It would wait for ever for the CR of a bare LF.
  void check_chunk_line(std::string_view rest) {
    if (rest.size() > chunk_line_max) return refuse({400, "a chunk header or trailer is too long"});
    for (auto at = rest.find('\n'); at != std::string_view::npos; at = rest.find('\n', at + 1))
      if (at == 0 || rest[at - 1] != '\r') return refuse({400, "a line that does not end in CR LF"});
  }

  ReaderOptions const& options_;
  State state_ = State::start;
  Refused refusal_{};
  bool expects_ = false;
  bool line_checked_ = false;
  bool head_known_ = false;
  std::size_t scanned_ = 0;
  std::optional<Parser> parser_;
};

RequestReader::RequestReader(ReaderOptions const& options) : impl_{std::make_unique<Impl>(options)} {}
RequestReader::~RequestReader() = default;
std::size_t RequestReader::feed(std::string_view unread) { return impl_->feed(unread); }
RequestReader::State RequestReader::state() const { return impl_->state(); }
Refused const& RequestReader::refusal() const { return impl_->refusal(); }
bool RequestReader::take_expectation() { return impl_->take_expectation(); }
bool RequestReader::keep_alive() const { return impl_->keep_alive(); }
bool RequestReader::has_head() const { return impl_->has_head(); }
Request RequestReader::take() { return impl_->take(); }

}  // namespace cityhall::web
