#include "web/live.h"

#include <thread>

#include <gtest/gtest.h>

#include "web/server.h"
#include "web/testing/raw_client.h"

namespace cityhall::web {
namespace {

using std::chrono::milliseconds;

struct World {
  LiveHub hub;
  std::vector<LiveEvent> stored{{.id = 1, .name = "a", .data = "one"}, {.id = 2, .name = "a", .data = "two"}};
  Server server;

  explicit World(ServerOptions options = {})
      : server{std::move(options), [this](Request&& request, Reply const& reply) {
                 auto const session = std::string{request.query.get("session")};
                 reply(hub.open(request, {.topics = {"t", "u"}, .session = session}, [this](std::int64_t after) {
                   std::vector<LiveEvent> missed;
                   for (auto const& event : stored)
                     if (event.id > after) missed.push_back(event);
                   return missed;
                 }));
               }} {}
  void open(RawClient& client, std::string const& target = "/", std::string const& headers = "") {
    client.send("GET " + target + " HTTP/1.1\r\nHost: a\r\n" + headers + "\r\n");
    client.read_until("retry: 2000\n\n");
  }
};

TEST(Live, WritesEventsAsTheStandardSays) {
  EXPECT_EQ(to_sse({.id = 7, .name = "case.opened", .data = "a\nb\r\nc\rd"}),
            "id: 7\nevent: case.opened\ndata: a\ndata: b\ndata: c\ndata: d\n\n");
  EXPECT_EQ(to_sse({.data = ""}), "data: \n\n");
  EXPECT_EQ(last_event_id(make_request(Method::GET, "/", {{"Last-Event-ID", "12"}})), 12);
  EXPECT_EQ(last_event_id(make_request(Method::GET, "/?last-event-id=13")), 13);
  for (auto const* bad : {"x", "-1", "1x", "99999999999999999999"})
    EXPECT_EQ(last_event_id(make_request(Method::GET, "/", {{"Last-Event-ID", bad}})), 0) << bad;
}

TEST(Live, SendsWhatIsPublishedOnceThoughTwoTopicsFit) {
  World world;
  RawClient client{world.server.port()};
  world.open(client);
  world.hub.publish(std::vector<std::string>{"t", "u", "v"}, {.id = 5, .name = "n", .data = "x"});
  world.hub.publish("other", {.id = 6, .data = "y"});
  world.hub.publish("u", {.id = 7, .data = "z"});
  EXPECT_EQ(client.read_until("z\n\n"), "id: 5\nevent: n\ndata: x\n\nid: 7\ndata: z\n\n");
}

TEST(Live, ReplaysWhatWasMissedAndNothingTwice) {
  World world;
  RawClient client{world.server.port()};
  client.send("GET / HTTP/1.1\r\nHost: a\r\nLast-Event-ID: 1\r\n\r\n");
  client.read_until("\r\n\r\n");
  EXPECT_EQ(client.read_until("two\n\n"), "retry: 2000\n\nid: 2\nevent: a\ndata: two\n\n");
}

/// What is published while the stored events are read is in both lists.
TEST(Live, AnEventBetweenReplayAndStreamComesOnce) {
  LiveHub hub;
  Server const server{{}, [&](Request&& request, Reply const& reply) {
                        reply(hub.open(request, {.topics = {"t"}}, [&](std::int64_t) {
                          hub.publish("t", LiveEvent{.id = 8, .data = "both"});
                          hub.publish("t", LiveEvent{.id = 9, .data = "only live"});
                          return std::vector<LiveEvent>{{.id = 8, .data = "both"}};
                        }));
                      }};
  RawClient client{server.port()};
  client.send("GET / HTTP/1.1\r\nHost: a\r\nLast-Event-ID: 1\r\n\r\n");
  client.read_until("retry: 2000\n\n");
  EXPECT_EQ(client.read_until("only live\n\n"), "id: 8\ndata: both\n\nid: 9\ndata: only live\n\n");
}

TEST(Live, EndsRevokedStreamsOnly) {
  World world;
  RawClient one{world.server.port()};
  RawClient two{world.server.port()};
  world.open(one, "/?session=s1");
  world.open(two, "/?session=s2");
  EXPECT_EQ(world.hub.size(), 2U);
  world.hub.close_if([](Listener const& listener) { return listener.session == "s1"; });
  EXPECT_TRUE(one.is_closed());
  EXPECT_EQ(world.hub.size(), 1U);
  world.hub.publish("t", {.id = 5, .data = "x"});
  EXPECT_EQ(two.read_until("x\n\n"), "id: 5\ndata: x\n\n");
}

TEST(Live, ForgetsClientsThatLeave) {
  World world;
  {
    RawClient client{world.server.port()};
    world.open(client);
    EXPECT_EQ(world.hub.size(), 1U);
    EXPECT_EQ(world.server.stats().streams, 1U);
  }
  while (world.hub.size() > 0 || world.server.stats().streams > 0) std::this_thread::yield();
}

TEST(Live, DropsAClientThatDoesNotRead) {
  ServerOptions options;
  options.limits.stream_buffer = 100'000;
  World world{std::move(options)};
  RawClient slow{world.server.port(), 4'096};
  RawClient quick{world.server.port()};
  world.open(slow);
  world.open(quick);
  std::string const block(10'000, 'x');  // a tenth of the room: the quick one is never near the end of it
  std::int64_t id = 10;
  while (world.hub.size() == 2) {
    world.hub.publish("t", {.id = ++id, .data = block});
    quick.read_until("id: " + std::to_string(id) + "\ndata: " + block + "\n\n");
    ASSERT_LT(id, 20'000);
  }
  EXPECT_EQ(world.hub.size(), 1U);
}

TEST(Live, KeepsQuietConnectionsWarm) {
  ServerOptions options;
  options.timeouts.heartbeat = milliseconds{20};
  World world{std::move(options)};
  RawClient client{world.server.port()};
  world.open(client);
  EXPECT_EQ(client.read_until(":\n\n:\n\n"), ":\n\n:\n\n");
}

TEST(Live, EndsWithTheServer) {
  World world;
  RawClient client{world.server.port()};
  world.open(client);
  world.server.stop(milliseconds{2'000});
  EXPECT_TRUE(client.is_closed());
  EXPECT_EQ(world.hub.size(), 0U);
  world.hub.publish("t", {.id = 5, .data = "x"});
}

TEST(Live, ManyPublishersAndListenersAndRevocations) {
  ServerOptions options;
  options.network_threads = 2;
  options.limits.stream_buffer = 50'000'000;
  World world{std::move(options)};
  constexpr int events = 300;
  std::vector<std::thread> threads;
  std::atomic<int> whole{0};
  std::atomic<int> listening{0};
  for (int i = 0; i < 6; ++i)
    threads.emplace_back([&, i] {
      RawClient client{world.server.port()};
      world.open(client, "/?session=" + std::string{i % 2 == 0 ? "stays" : "goes"});
      ++listening;
      auto const all = client.read_until("id: 999999\n");
      std::size_t count = 0;
      for (std::size_t at = 0; (at = all.find("data: x", at)) != std::string::npos; ++at) ++count;
      whole += i % 2 == 0 && count == 2 * events ? 1 : 0;
    });
  while (listening < 6) std::this_thread::yield();
  std::vector<std::thread> publishers;
  for (int p = 0; p < 2; ++p)
    publishers.emplace_back([&, p] {
      for (int i = 0; i < events; ++i) world.hub.publish("t", {.id = 1'000 * (p + 1) + i, .data = "x"});
    });
  world.hub.close_if([](Listener const& listener) { return listener.session == "goes"; });
  for (auto& thread : publishers) thread.join();
  world.hub.publish("t", {.id = 999'999, .data = "end"});
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(whole, 3);
}

}  // namespace
}  // namespace cityhall::web
