// Clients that send what is no request, too slowly, or never read.
#include "web/server.h"

#include <thread>

#include <gtest/gtest.h>

#include "web/testing/raw_client.h"
#include "web/testing/server_help.h"

namespace cityhall::web {
namespace {

TEST(Server, RefusesMalformedRequestsWithAnAnswerAndStaysUp) {
  Server const server{{}, echo};
  std::vector<std::pair<std::string, std::string>> const bad{
      {"GET / HTTP/1.1\nHost: a\n\n", "HTTP/1.1 400"},
      {"GET /\r\n", "HTTP/1.1 400"},
      {"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "HTTP/1.1 400"},
      {"\x16\x03\x01 hello", "HTTP/1.1 400"},
      {"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: "
       "a\r\n\r\n",
       "HTTP/1.1 400"},
      {"GET /" + std::string(20'000, 'a') + " HTTP/1.1\r\nHost: a\r\n\r\n", "HTTP/1.1 414"},
      {"GET / HTTP/1.1\r\nHost: a\r\nX: " + std::string(20'000, 'a') + "\r\n\r\n", "HTTP/1.1 431"},
      {"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 70000\r\n\r\n" + std::string(70'000, 'x'), "HTTP/1.1 413"},
  };
  for (auto const& [bytes, status] : bad) {
    RawClient client{server.port()};
    client.send(bytes);
    auto const all = client.read_to_end();
    EXPECT_EQ(status_of(all), status) << bytes.substr(0, 60);
    EXPECT_NE(all.find("\r\nConnection: close\r\n"), std::string::npos);
    EXPECT_EQ(all.find("HTTP/1.1", 8), std::string::npos) << "a second answer to " << bytes.substr(0, 60);
    client.end_sending();
    EXPECT_TRUE(client.is_closed());
  }
  EXPECT_EQ(server.stats().requests, 0U);
  EXPECT_EQ(server.stats().malformed, bad.size());
  EXPECT_EQ(status_of(RawClient{server.port()}.ask(get("/"))), "HTTP/1.1 200");
}

TEST(Server, CutsSlowHeadsAndBodiesAndIdleConnections) {
  Server const server{quick(), echo};
  RawClient silent{server.port()};
  RawClient head{server.port()};
  head.send("GET / HTTP/1.1\r\nHos");
  RawClient body{server.port()};
  body.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nabc");
  RawClient idle{server.port()};
  EXPECT_EQ(status_of(idle.ask(get("/"))), "HTTP/1.1 200");
  EXPECT_TRUE(silent.is_closed());
  EXPECT_EQ(status_of(head.read_to_end()), "HTTP/1.1 408");
  EXPECT_EQ(status_of(body.read_to_end()), "HTTP/1.1 408");
  EXPECT_TRUE(idle.is_closed());
  EXPECT_GE(server.stats().timed_out, 4U);
}

TEST(Server, SlowLorisDoesNotLengthenItsTimeByDripping) {
  Server const server{quick(), echo};
  RawClient client{server.port()};
  auto const began = std::chrono::steady_clock::now();
  client.send("GET / HTTP/1.1\r\n");
  while (client.send("X: y\r\n") && std::chrono::steady_clock::now() - began < std::chrono::seconds{5}) {}
  auto const all = client.read_to_end();
  EXPECT_TRUE(status_of(all) == "HTTP/1.1 408" || status_of(all) == "HTTP/1.1 431") << all;
}

TEST(Server, CutsAClientThatDoesNotRead) {
  ServerOptions options = quick();
  std::string const big(20'000'000, 'x');
  Server const server{std::move(options), [&](Request&&, Reply const& reply) { reply({.body = big, .compress = false}); }};
  RawClient client{server.port(), 4'096};
  client.send(get("/"));
  while (server.stats().timed_out == 0) std::this_thread::yield();
  while (server.stats().connections > 0) std::this_thread::yield();
}

}  // namespace
}  // namespace cityhall::web
