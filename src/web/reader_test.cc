#include "web/reader.h"

#include <gtest/gtest.h>

namespace cityhall::web {
namespace {

struct Outcome {
  RequestReader::State state;
  int status = 0;
  std::size_t requests = 0;
  std::string bodies{};
};

/// Feeds `bytes` in pieces of `step` and tells where it ended.
Outcome read_all(std::string_view bytes, std::size_t step, ReaderOptions const& options = {}) {
  RequestReader reader{options};
  Outcome outcome{};
  std::size_t begin = 0;
  for (std::size_t end = std::min(step, bytes.size());;) {
    begin += reader.feed(bytes.substr(begin, end - begin));
    if (reader.state() == RequestReader::State::complete) {
      ++outcome.requests;
      outcome.bodies += std::string{reader.take().body.bytes()} + "|";
      if (begin < end) continue;
    }
    if (reader.state() == RequestReader::State::refused) {
      outcome.status = reader.refusal().status;
      break;
    }
    if (end == bytes.size()) break;
    end = std::min(end + step, bytes.size());
  }
  outcome.state = reader.state();
  return outcome;
}

std::string const post = "POST /x HTTP/1.1\r\nHost: a\r\n";

struct Bad {
  std::string what;
  std::string bytes;
  int status;
};
std::vector<Bad> bad_lines() {
  using namespace std::string_literals;
  return {
      {"bare LF", "GET / HTTP/1.1\nHost: a\n\n", 400},
      {"bare LF in a header", "GET / HTTP/1.1\r\nHost: a\nX: y\r\n\r\n", 400},
      {"bare CR in a header", "GET / HTTP/1.1\r\nHost: a\r\nX: y\rz\r\n\r\n", 400},
      {"space before colon", "GET / HTTP/1.1\r\nHost: a\r\nX : y\r\n\r\n", 400},
      {"space before name", "GET / HTTP/1.1\r\n Host: a\r\n\r\n", 400},
      {"folded header", "GET / HTTP/1.1\r\nHost: a\r\nX: y\r\n z\r\n\r\n", 400},
      {"no colon", "GET / HTTP/1.1\r\nHost: a\r\nnonsense\r\n\r\n", 400},
      {"empty name", "GET / HTTP/1.1\r\nHost: a\r\n: y\r\n\r\n", 400},
      {"NUL in a header", "GET / HTTP/1.1\r\nHost: a\r\nX: y\0z\r\n\r\n"s, 400},
      {"NUL in the target", "GET /\0 HTTP/1.1\r\nHost: a\r\n\r\n"s, 400},
      {"control character in a header", "GET / HTTP/1.1\r\nHost: a\r\nX: \x01\r\n\r\n", 400},
  };
}
std::vector<Bad> bad_framing() {
  std::string const chunked = post + "Transfer-Encoding: chunked\r\n\r\n";
  return {
      {"length and chunked", post + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400},
      {"chunked and length", post + "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n", 400},
      {"two lengths", post + "Content-Length: 1\r\nContent-Length: 1\r\n\r\nx", 400},
      {"list of lengths", post + "Content-Length: 1, 1\r\n\r\nx", 400},
      {"negative length", post + "Content-Length: -1\r\n\r\nx", 400},
      {"signed length", post + "Content-Length: +1\r\n\r\nx", 400},
      {"hexadecimal length", post + "Content-Length: 0x1\r\n\r\nx", 400},
      {"empty length", post + "Content-Length:\r\n\r\nx", 400},
      {"overflowing length", post + "Content-Length: 18446744073709551616\r\n\r\nx", 413},
      {"length beyond the limit", post + "Content-Length: 65537\r\n\r\nx", 413},
      {"two encodings", post + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400},
      {"chunked twice", post + "Transfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n", 501},
      {"gzip, chunked", post + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", 501},
      {"xchunked", post + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n", 501},
      {"vertical tab before chunked",
       post + "Transfer-Encoding: \x0b"
              "chunked\r\n\r\n0\r\n\r\n",
       400},
      {"encoding in HTTP/1.0", "POST /x HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400},
      {"negative chunk", chunked + "-1\r\nx\r\n0\r\n\r\n", 400},
      {"overflowing chunk", chunked + "10000000000000000\r\nx\r\n0\r\n\r\n", 400},
      {"huge chunk", chunked + "FFFFFFFFFFFFFFFF\r\nx\r\n0\r\n\r\n", 413},
      {"chunk beyond the limit", chunked + "10001\r\nx\r\n0\r\n\r\n", 413},
      {"chunk with 0x", chunked + "0x1\r\nx\r\n0\r\n\r\n", 400},
      {"empty chunk size", chunked + "\r\nx\r\n0\r\n\r\n", 400},
      {"chunk without its line end", chunked + "1\r\nxy\r\n0\r\n\r\n", 400},
      {"chunk with bare LF", chunked + "1\nx\n0\n\n", 400},
      {"endless chunk header", chunked + "1;" + std::string(40'000, 'a'), 400},
      {"many chunk extensions",
       chunked +
           [] {
             std::string s;
             for (int i = 0; i < 100; ++i) s += "1;a=" + std::string(60, 'b') + "\r\nx\r\n";
             return s;
           }() +
           "0\r\n\r\n",
       400},
      {"endless trailer", chunked + "0\r\nX: " + std::string(40'000, 'a'), 400},
  };
}
std::vector<Bad> bad_hosts_and_methods() {
  using namespace std::string_literals;
  return {
      {"no host", "GET / HTTP/1.1\r\n\r\n", 400},
      {"two hosts", "GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n", 400},
      {"empty host", "GET / HTTP/1.1\r\nHost:\r\n\r\n", 400},
      {"host with a path", "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n", 400},
      {"host with a user", "GET / HTTP/1.1\r\nHost: a@b\r\n\r\n", 400},
      {"host with a bad port", "GET / HTTP/1.1\r\nHost: a:b\r\n\r\n", 400},
      {"two content types", post + "Content-Type: a/b\r\nContent-Type: a/c\r\n\r\n", 400},
      {"method with a space", "G ET / HTTP/1.1\r\nHost: a\r\n\r\n", 400},
      {"method with a bracket", "G(T / HTTP/1.1\r\nHost: a\r\n\r\n", 400},
      {"unknown method", "BREW / HTTP/1.1\r\nHost: a\r\n\r\n", 501},
      {"lower-case method", "get / HTTP/1.1\r\nHost: a\r\n\r\n", 501},
      {"CONNECT", "CONNECT a:443 HTTP/1.1\r\nHost: a\r\n\r\n", 400},
      {"TRACE", "TRACE / HTTP/1.1\r\nHost: a\r\n\r\n", 501},
      {"HTTP/0.9", "GET /\r\n", 400},
      {"HTTP/2 preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400},
      {"HTTP/2.0", "GET / HTTP/2.0\r\nHost: a\r\n\r\n", 505},
      {"HTTP/1.2", "GET / HTTP/1.2\r\nHost: a\r\n\r\n", 505},
      {"no version", "GET / \r\nHost: a\r\n\r\n", 400},
      {"odd version", "GET / HTTP/1.1x\r\nHost: a\r\n\r\n", 400},
      {"lower-case version", "GET / http/1.1\r\nHost: a\r\n\r\n", 400},
  };
}
std::vector<Bad> bad_targets_and_sizes() {
  using namespace std::string_literals;
  return {
      {"two spaces", "GET  / HTTP/1.1\r\nHost: a\r\n\r\n", 400},
      {"space in the target", "GET /a b HTTP/1.1\r\nHost: a\r\n\r\n", 400},
      {"tab instead of a space", "GET\t/\tHTTP/1.1\r\nHost: a\r\n\r\n", 400},
      {"absolute form", "GET http://a/ HTTP/1.1\r\nHost: a\r\n\r\n", 400},
      {"asterisk form", "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n", 400},
      {"no slash", "GET x HTTP/1.1\r\nHost: a\r\n\r\n", 400},
      {"bad escape", "GET /%zz HTTP/1.1\r\nHost: a\r\n\r\n", 400},
      {"cut escape", "GET /%4 HTTP/1.1\r\nHost: a\r\n\r\n", 400},
      {"encoded NUL", "GET /%00 HTTP/1.1\r\nHost: a\r\n\r\n", 400},
      {"encoded slash", "GET /a%2Fb HTTP/1.1\r\nHost: a\r\n\r\n", 400},
      {"overlong UTF-8", "GET /%c0%af HTTP/1.1\r\nHost: a\r\n\r\n", 400},
      {"raw byte in the target", "GET /\xc3\xa9 HTTP/1.1\r\nHost: a\r\n\r\n", 400},
      {"fragment", "GET /a#b HTTP/1.1\r\nHost: a\r\n\r\n", 400},
      {"long target", "GET /" + std::string(9'000, 'a') + " HTTP/1.1\r\nHost: a\r\n\r\n", 414},
      {"endless target", "GET /" + std::string(30'000, 'a'), 414},
      {"long header", "GET / HTTP/1.1\r\nHost: a\r\nX: " + std::string(17'000, 'a') + "\r\n\r\n", 431},
      {"endless header", "GET / HTTP/1.1\r\nHost: a\r\nX: " + std::string(60'000, 'a'), 431},
      {"many headers",
       "GET / HTTP/1.1\r\nHost: a\r\n" +
           [] {
             std::string s;
             for (int i = 0; i < 101; ++i) s += "X: y\r\n";
             return s;
           }() +
           "\r\n",
       431},
      {"other expectation", post + "Expect: payment\r\nContent-Length: 1\r\n\r\nx", 417},
      {"TLS hello", "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03"s, 400},
      {"empty lines", "\r\n\r\n\r\n", 400},
  };
}

class ReaderRefuses : public testing::TestWithParam<std::vector<Bad>> {};

TEST_P(ReaderRefuses, EveryMalformedRequestWhateverItsPieces) {
  for (auto const& bad : GetParam())
    for (std::size_t const step : {std::size_t{1}, std::size_t{7}, bad.bytes.size()}) {
      auto const outcome = read_all(bad.bytes, step);
      EXPECT_EQ(outcome.status, bad.status) << bad.what << " in pieces of " << step;
      EXPECT_EQ(outcome.requests, 0U) << bad.what << " in pieces of " << step;
    }
}

INSTANTIATE_TEST_SUITE_P(All, ReaderRefuses, testing::Values(bad_lines(), bad_framing(), bad_hosts_and_methods(), bad_targets_and_sizes()));

struct Good {
  std::string what;
  std::string bytes;
  std::string bodies;
};

TEST(Reader, ReadsWhatIsAllowedWhateverItsPieces) {
  std::vector<Good> const all{
      {"plain", "GET / HTTP/1.1\r\nHost: a\r\n\r\n", "|"},
      {"an empty line before", "\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n", "|"},
      {"two at once", "GET / HTTP/1.1\r\nHost: a\r\n\r\nGET /b HTTP/1.1\r\nHost: a\r\n\r\n", "||"},
      {"body and next", post + "Content-Length: 3\r\n\r\nabc" + post + "Content-Length: 1\r\n\r\nd", "abc|d|"},
      {"chunked and next",
       post + "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n1;x=y\r\nd\r\n0\r\nX: y\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n", "abcd||"},
      {"empty body", post + "Content-Length: 0\r\n\r\n", "|"},
      {"no host in HTTP/1.0", "GET / HTTP/1.0\r\n\r\n", "|"},
      {"IPv6 host", "GET / HTTP/1.1\r\nHost: [::1]:8080\r\n\r\n", "|"},
      {"no blank after the colon", "GET / HTTP/1.1\r\nHost:a\r\nX:\r\n\r\n", "|"},
  };
  for (auto const& good : all)
    for (std::size_t const step : {std::size_t{1}, std::size_t{3}, good.bytes.size()}) {
      auto const outcome = read_all(good.bytes, step);
      EXPECT_EQ(outcome.status, 0) << good.what << " in pieces of " << step;
      EXPECT_EQ(outcome.bodies, good.bodies) << good.what << " in pieces of " << step;
    }
}

TEST(Reader, DecodesTheRequest) {
  ReaderOptions const options;
  RequestReader reader{options};
  std::string const bytes =
      "GET /caf%C3%A9/a+b?q=a+b%26&q=2&bad=%zz&latin=%e9 HTTP/1.1\r\nHost: Town.Example:8080\r\nCookie: a=1; b=2; b=3\r\nX-A: y \r\n\r\n";
  EXPECT_EQ(reader.feed(bytes), bytes.size());
  ASSERT_EQ(reader.state(), RequestReader::State::complete);
  EXPECT_TRUE(reader.keep_alive());
  auto const request = reader.take();
  EXPECT_EQ(request.path, "/café/a+b");
  EXPECT_EQ(request.raw_path(), "/caf%C3%A9/a+b");
  EXPECT_EQ(request.host, "town.example");
  EXPECT_EQ(request.authority, "town.example:8080");
  EXPECT_EQ(request.query.get("q"), "a b&");
  EXPECT_EQ(request.query.count("q"), 2U);
  EXPECT_EQ(request.header("x-a"), "y");
  EXPECT_EQ(request.cookie("a"), "1");
  EXPECT_EQ(request.cookie("b"), "");
  for (auto const& parameter : request.query) {
    auto const expected = parameter.name == "bad"     ? TextFault::bad_escape
                          : parameter.name == "latin" ? TextFault::not_utf8
                                                      : TextFault::none;
    EXPECT_EQ(parameter.fault, expected) << parameter.name;
  }
}

TEST(Reader, AsksTheRouteForItsLimitBeforeTheBody) {
  ReaderOptions options;
  options.body_limit = [](Method method, std::string_view path) -> std::size_t {
    return method == Method::POST && path == "/big" ? 1'000'000 : 10;
  };
  RequestReader small{options};
  small.feed("POST /small?x HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 11\r\n\r\n");
  ASSERT_EQ(small.state(), RequestReader::State::refused);
  EXPECT_EQ(small.refusal().status, 413);
  EXPECT_FALSE(small.take_expectation());
  RequestReader big{options};
  big.feed("POST /big?x HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 900000\r\n\r\n");
  EXPECT_EQ(big.state(), RequestReader::State::body);
  EXPECT_TRUE(big.take_expectation());
  EXPECT_FALSE(big.take_expectation());
}

TEST(Reader, SpoolsALargeBodyToAFile) {
  ReaderOptions options;
  options.body_limit = [](Method, std::string_view) -> std::size_t { return 10'000'000; };
  std::string body;
  for (int i = 0; body.size() < 2'000'000; ++i) body += std::to_string(i) + ",";
  auto const bytes = post + "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
  RequestReader reader{options};
  for (std::size_t at = 0, end = 0; end < bytes.size();) {
    end = std::min(end + 30'000, bytes.size());
    at += reader.feed(std::string_view{bytes}.substr(at, end - at));
  }
  ASSERT_EQ(reader.state(), RequestReader::State::complete);
  auto const request = reader.take();
  EXPECT_TRUE(request.body.spooled());
  EXPECT_EQ(request.body.bytes(), body);
}

TEST(Reader, SaysThatTheDiskIsFull) {
  ReaderOptions options{.spool_folder = "/nonexistent"};
  options.body_limit = [](Method, std::string_view) -> std::size_t { return 10'000'000; };
  RequestReader reader{options};
  reader.feed(post + "Content-Length: 1000000\r\n\r\n" + std::string(400'000, 'x'));
  ASSERT_EQ(reader.state(), RequestReader::State::refused);
  EXPECT_EQ(reader.refusal().status, 507);
}

}  // namespace
}  // namespace cityhall::web
