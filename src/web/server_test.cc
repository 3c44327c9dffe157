#include "web/server.h"

#include <deque>
#include <fstream>
#include <future>
#include <thread>

#include <gtest/gtest.h>

#include "base/refusal.h"
#include "web/live.h"
#include "web/testing/raw_client.h"
#include "web/testing/server_help.h"

namespace cityhall::web {
namespace {

using std::chrono::milliseconds;

TEST(Server, AnswersManyRequestsOnOneConnection) {
  Server const server{{}, echo};
  RawClient client{server.port()};
  for (int i = 0; i < 100; ++i) EXPECT_EQ(body_of(client.ask(get("/" + std::to_string(i)))), "GET /" + std::to_string(i) + " 0");
  EXPECT_EQ(server.stats().accepted, 1U);
  EXPECT_EQ(server.stats().requests, 100U);
}

TEST(Server, AnswersPipelinedRequestsInOrderThoughTheFirstIsLate) {
  Gate gate;
  std::vector<std::thread> late;
  Server server{{}, [&](Request&& request, Reply reply) {
                  if (request.path != "/late") return echo(std::move(request), reply);
                  late.emplace_back([&gate, reply = std::move(reply)] {
                    gate.wait();
                    reply(text("late"));
                  });
                }};
  RawClient client{server.port()};
  std::string all = get("/late");
  for (int i = 0; i < 50; ++i) all += get("/" + std::to_string(i));
  client.send(all);
  gate.open();
  EXPECT_EQ(body_of(client.read_answer()), "late");
  for (int i = 0; i < 50; ++i) EXPECT_EQ(body_of(client.read_answer()), "GET /" + std::to_string(i) + " 0");
  for (auto& thread : late) thread.join();
}

TEST(Server, SaysContinueBeforeTheBodyAndRefusesWithoutIt) {
  Server const server{{}, echo};
  RawClient client{server.port()};
  client.send("POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n");
  EXPECT_EQ(client.read_until("\r\n\r\n"), "HTTP/1.1 100 Continue\r\n\r\n");
  EXPECT_EQ(body_of(client.ask("abc")), "POST /x 3");
  RawClient large{server.port()};
  large.send("POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 3000000\r\nExpect: 100-continue\r\n\r\n");
  EXPECT_EQ(status_of(large.read_answer()), "HTTP/1.1 413");
}

TEST(Server, ReadsFormsAndUploadsAlsoFromFiles) {
  ServerOptions options;
  options.body_limit = [](Method, std::string_view path) -> std::size_t { return path == "/files" ? 5'000'000 : 100; };
  Server const server{std::move(options), echo};
  RawClient client{server.port()};
  EXPECT_EQ(body_of(client.ask(post("/f", "a=1&b=%C3%A9", "Content-Type: application/x-www-form-urlencoded\r\n"))), "POST /f 12 a=1 b=é");
  auto const part =
      "--b\r\nContent-Disposition: form-data; name=\"n\"\r\n\r\nv\r\n--b\r\nContent-Disposition: form-data; name=\"f\"; "
      "filename=\"p.jpg\"\r\n\r\n";
  auto const body = part + std::string(3'000'000, 'x') + "\r\n--b--\r\n";
  EXPECT_EQ(body_of(client.ask(post("/files", body, "Content-Type: multipart/form-data; boundary=b\r\n"))),
            "POST /files " + std::to_string(body.size()) + " n=v f@p.jpg:3000000");
  EXPECT_EQ(status_of(client.ask(post("/f", std::string(101, 'x')))), "HTTP/1.1 413");
}

TEST(Server, AnswersHeadConditionsAndRanges) {
  auto const path = std::filesystem::temp_directory_path() / "cityhall_web_range_test.txt";
  std::string bytes;
  while (bytes.size() < 300'000) bytes += std::to_string(bytes.size()) + ";";
  std::ofstream{path} << bytes;
  Server const server{{}, [&](Request&& request, Reply const& reply) {
                        if (request.path == "/file") return reply(file({path, "\"v1\""}, "text/plain"));
                        auto page = html("<p>" + std::string(3'000, 'x') + "</p>");
                        page.with_etag = true;
                        reply(std::move(page));
                      }};
  RawClient client{server.port()};
  client.send("HEAD /file HTTP/1.1\r\nHost: a\r\n\r\n");
  EXPECT_NE(client.read_answer(false).find("Content-Length: " + std::to_string(bytes.size())), std::string::npos);
  EXPECT_EQ(body_of(client.ask(get("/file"))), bytes);
  auto const part = client.ask(get("/file", "Range: bytes=10-19\r\n"));
  EXPECT_EQ(status_of(part), "HTTP/1.1 206");
  EXPECT_EQ(body_of(part), bytes.substr(10, 10));
  EXPECT_NE(part.find("Content-Range: bytes 10-19/" + std::to_string(bytes.size())), std::string::npos);
  EXPECT_EQ(body_of(client.ask(get("/file", "Range: bytes=-5\r\n"))), bytes.substr(bytes.size() - 5));
  EXPECT_EQ(status_of(client.ask(get("/file", "Range: bytes=900000-\r\n"))), "HTTP/1.1 416");
  EXPECT_EQ(status_of(client.ask(get("/file", "Range: bytes=0-1\r\nIf-Range: \"v0\"\r\n"))), "HTTP/1.1 200");
  client.send(get("/file", "If-None-Match: \"v0\", W/\"v1\"\r\n"));
  EXPECT_EQ(status_of(client.read_answer()), "HTTP/1.1 304");
  auto const page = client.ask(get("/page"));
  auto const etag = page.substr(page.find("ETag: ") + 6, 24);
  client.send(get("/page", "If-None-Match: " + etag + "\r\n"));
  EXPECT_EQ(status_of(client.read_answer()), "HTTP/1.1 304");
  auto const packed = client.ask(get("/page", "Accept-Encoding: br, gzip\r\n"));
  EXPECT_NE(packed.find("Content-Encoding: gzip"), std::string::npos);
  EXPECT_LT(body_of(packed).size(), 200U);
  std::filesystem::remove(path);
}

TEST(Server, ClosesWhenAskedAndAfterItsShare) {
  ServerOptions options;
  options.limits.requests_per_connection = 2;
  Server const server{std::move(options), echo};
  RawClient asked{server.port()};
  EXPECT_NE(asked.ask(get("/", "Connection: close\r\n")).find("Connection: close"), std::string::npos);
  EXPECT_TRUE(asked.is_closed());
  RawClient old{server.port()};
  old.send("GET / HTTP/1.0\r\n\r\n");
  EXPECT_EQ(status_of(old.read_to_end()), "HTTP/1.1 200");
  RawClient shared{server.port()};
  EXPECT_EQ(shared.ask(get("/")).find("Connection: close"), std::string::npos);
  EXPECT_NE(shared.ask(get("/")).find("Connection: close"), std::string::npos);
}

TEST(Server, ShedsReadsBeforeWritesAndStaysOrdered) {
  Gate gate;
  ServerOptions options;
  options.handler_threads = 1;
  options.limits.queued = 4;
  std::promise<void> first_runs;
  std::atomic<int> calls{0};
  Server const server{std::move(options), [&](Request&& request, Reply const& reply) {
                        if (calls++ == 0) first_runs.set_value();
                        gate.wait();
                        echo(std::move(request), reply);
                      }};
  std::deque<RawClient> clients;
  auto const begin = [&](std::string const& bytes) -> RawClient& {
    auto const before = server.stats();
    auto& client = clients.emplace_back(server.port());
    client.send(bytes);
    while (server.stats().queued + server.stats().shed == before.queued + before.shed && clients.size() > 1) std::this_thread::yield();
    return client;
  };
  begin(get("/0"));
  first_runs.get_future().wait();
  for (int i = 1; i <= 3; ++i) begin(get("/" + std::to_string(i)));
  auto const shed_read = begin(get("/4")).read_answer();
  EXPECT_EQ(status_of(shed_read), "HTTP/1.1 503");
  EXPECT_NE(shed_read.find("Retry-After: "), std::string::npos);
  auto& write = begin(post("/5", "x"));
  EXPECT_EQ(status_of(begin(post("/6", "x")).read_answer()), "HTTP/1.1 503");
  gate.open();
  EXPECT_EQ(body_of(write.read_answer()), "POST /5 1");
  EXPECT_EQ(server.stats().shed, 2U);
}

TEST(Server, AnswersForHandlersThatThrowOrForget) {
  Server const server{{}, [](Request&& request, Reply const& reply) {
                        if (request.path == "/throw") throw std::runtime_error{"secret cause"};
                        if (request.path == "/twice") {
                          reply(text("one"));
                          reply(text("two"));
                        }
                      }};
  RawClient client{server.port()};
  auto const thrown = client.ask(get("/throw"));
  EXPECT_EQ(status_of(thrown), "HTTP/1.1 500");
  EXPECT_EQ(thrown.find("secret"), std::string::npos);
  EXPECT_EQ(status_of(client.ask(get("/forget"))), "HTTP/1.1 500");
  EXPECT_EQ(body_of(client.ask(get("/twice"))), "one");
  EXPECT_EQ(status_of(client.ask(get("/forget"))), "HTTP/1.1 500");
}

TEST(Server, BelievesForwardedHeadersOnlyFromTrustedProxies) {
  auto const tell = [](Request&& request, Reply const& reply) {
    reply(text(request.remote_address + (request.secure ? " https" : " http")));
  };
  ServerOptions trusting;
  trusting.trusted_proxies = {"127.0.0.0/8", "10.0.0.0/8"};
  Server const behind{std::move(trusting), tell};
  Server const open{{}, tell};
  auto const request = get("/", "X-Forwarded-For: 203.0.113.9, 198.51.100.7, 10.1.2.3\r\nX-Forwarded-Proto: https\r\n");
  EXPECT_EQ(body_of(RawClient{behind.port()}.ask(request)), "198.51.100.7 https");
  EXPECT_EQ(body_of(RawClient{open.port()}.ask(request)), "127.0.0.1 http");
}

TEST(Server, TakesTheFastPathAndDressesRefusals) {
  ServerOptions options;
  options.fast_path = [](Request const& request) -> std::optional<Response> {
    if (request.path != "/fast") return {};
    return html(std::make_shared<std::string const>("<p>fast</p>"));
  };
  options.at_once = [](Request& request, Reply const& reply) {
    bool const mine = request.path == "/inline";
    if (mine) reply(text("inline"));
    return mine;
  };
  options.error_page = [](Request const& request, int status, std::string_view why) {
    return html("<p>" + request.path + ": " + std::string{why} + "</p>", status);
  };
  Server const server{std::move(options), [](Request&& request, Reply const& reply) { echo(std::move(request), reply); }};
  RawClient client{server.port()};
  EXPECT_EQ(body_of(client.ask(get("/fast"))), "<p>fast</p>");
  EXPECT_EQ(body_of(client.ask(get("/inline"))), "inline");
  EXPECT_EQ(body_of(client.ask(post("/big", std::string(70'000, 'x')))), "<p>/big: the body is too large</p>");
}

TEST(Server, EveryAnswerCarriesTheSecurityHeaders) {
  Server const server{{}, [](Request&& request, Reply const& reply) { reply(text("x", request.path == "/" ? 200 : 404)); }};
  for (auto const& bytes : {get("/"), get("/none"), std::string{"BAD\r\n\r\n"}}) {
    auto const answer = RawClient{server.port()}.ask(bytes);
    for (auto const* name : {"Content-Security-Policy: default-src 'none'", "X-Content-Type-Options: nosniff",
                             "Referrer-Policy: ", "Permissions-Policy: ", "Cross-Origin-Opener-Policy: ", "Cross-Origin-Resource-Policy: "})
      EXPECT_NE(answer.find(name), std::string::npos) << name << " in " << answer;
  }
}

TEST(Server, TurnsConnectionsAwayAboveItsLimit) {
  ServerOptions options;
  options.limits.connections = 2;
  Server const server{std::move(options), echo};
  RawClient one{server.port()};
  RawClient two{server.port()};
  EXPECT_EQ(status_of(one.ask(get("/"))), "HTTP/1.1 200");
  EXPECT_EQ(status_of(two.ask(get("/"))), "HTTP/1.1 200");
  RawClient three{server.port()};
  EXPECT_EQ(status_of(three.read_to_end()), "HTTP/1.1 503");
  EXPECT_EQ(status_of(one.ask(get("/"))), "HTTP/1.1 200");
}

TEST(Server, StopsGracefully) {
  Gate gate;
  std::promise<void> runs;
  Server server{{}, [&](Request&&, Reply const& reply) {
                  runs.set_value();
                  gate.wait();
                  reply(text("done"));
                }};
  RawClient busy{server.port()};
  RawClient idle{server.port()};
  busy.send(get("/"));
  runs.get_future().wait();
  std::thread stopping{[&] { server.stop(std::chrono::seconds{10}); }};
  EXPECT_TRUE(idle.is_closed());
  gate.open();
  auto const answer = busy.read_to_end();
  EXPECT_EQ(body_of(answer), "done");
  busy.end_sending();
  stopping.join();
  EXPECT_THROW(RawClient{server.port()}, std::runtime_error);
}

TEST(Server, AnswersThatComeAfterTheEndDoNoHarm) {
  std::promise<Reply> kept;
  {
    Server server{{}, [&](Request&&, Reply reply) { kept.set_value(std::move(reply)); }};
    RawClient client{server.port()};
    client.send(get("/"));
    auto reply = kept.get_future().get();
    server.stop(milliseconds{1});
    reply(text("too late"));
  }
}

TEST(Server, SaysWhoHoldsThePort) {
  Server const first{{}, echo};
  ServerOptions options;
  options.port = first.port();
  try {
    Server const second{std::move(options), echo};
    FAIL() << "two servers on one port";
  } catch (Refusal const& refusal) {
    EXPECT_EQ(refusal.code, "server.cannot_listen");
  }
}

TEST(Server, ServesManyClientsFromManyThreads) {
  ServerOptions options;
  options.network_threads = 2;
  Server const server{std::move(options), echo};
  std::atomic<int> right{0};
  std::vector<std::thread> threads;
  for (int t = 0; t < 8; ++t)
    threads.emplace_back([&, t] {
      for (int c = 0; c < 5; ++c) {
        RawClient client{server.port()};
        for (int i = 0; i < 40; ++i) {
          auto const path = "/" + std::to_string(t * 1000 + i);
          right += body_of(client.ask(post(path, std::string(static_cast<std::size_t>(i * 50), 'x')))) ==
                   "POST " + path + " " + std::to_string(i * 50);
        }
      }
    });
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(right, 8 * 5 * 40);
}

}  // namespace
}  // namespace cityhall::web
