// Web hooks against a receiver that fails, is slow, and hangs up: nothing is lost, each delivery keeps its id, every body is signed.

#include <atomic>
#include <map>
#include <mutex>
#include <thread>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <gtest/gtest.h>

#include "app/process.h"
#include "app/setup.h"
#include "base/crypto.h"
#include "kernel/cases/actions.h"
#include "kernel/jobs/runner.h"
#include "kernel/notices/notice.h"
#include "kernel/run_unit.h"
#include "kernel/settings/settings_store.h"
#include "services/hooks/hook.h"
#include "store/testing.h"

namespace cityhall {
namespace {

/// A receiver on loopback; says what to answer to each call.
class Receiver {
 public:
  struct Call {
    std::string delivery, signature, attempt, body;
  };
  explicit Receiver(std::function<int(int)> status) : status_{std::move(status)}, socket_{::socket(AF_INET, SOCK_STREAM, 0)} {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    ::bind(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address);
    ::listen(socket_, 16);
    socklen_t size = sizeof address;
    ::getsockname(socket_, reinterpret_cast<sockaddr*>(&address), &size);
    port_ = ntohs(address.sin_port);
    thread_ = std::thread{[this] { serve(); }};
  }
  ~Receiver() {
    stopping_ = true;
    ::shutdown(socket_, SHUT_RDWR);
    thread_.join();
    ::close(socket_);
  }
  std::string url() const { return "http://127.0.0.1:" + std::to_string(port_) + "/hook"; }
  std::vector<Call> calls() {
    std::lock_guard const lock{mutex_};
    return calls_;
  }

 private:
  void serve() {
    while (!stopping_) {
      auto const client = ::accept(socket_, nullptr, nullptr);
      if (client < 0) return;
      answer(client);
      ::close(client);
    }
  }
  void answer(int client) {
    std::string text;
    char bytes[4096];
    while (!complete(text)) {
      auto const got = ::recv(client, bytes, sizeof bytes, 0);
      if (got <= 0) return;
      text.append(bytes, static_cast<std::size_t>(got));
    }
    int number = 0;
    {
      std::lock_guard const lock{mutex_};
      calls_.push_back({header(text, "Cityhall-Delivery"), header(text, "Cityhall-Signature"), header(text, "Cityhall-Attempt"),
                        text.substr(text.find("\r\n\r\n") + 4)});
      number = static_cast<int>(calls_.size());
    }
    auto const status = status_(number);
    if (status == 0) return;  // hangs up without an answer
    auto const reply = "HTTP/1.1 " + std::to_string(status) + " X\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok";
    ::send(client, reply.data(), reply.size(), MSG_NOSIGNAL);
  }
  static std::string header(std::string const& text, std::string const& name) {
    auto const at = text.find("\r\n" + name + ": ");
    if (at == std::string::npos) return {};
    auto const from = at + name.size() + 4;
    return text.substr(from, text.find("\r\n", from) - from);
  }
  static bool complete(std::string const& text) {
    auto const end = text.find("\r\n\r\n");
    return end != std::string::npos && text.size() - end - 4 >= std::stoul("0" + header(text, "Content-Length"));
  }

  std::function<int(int)> status_;
  int socket_;
  int port_ = 0;
  std::atomic<bool> stopping_{false};
  std::mutex mutex_;
  std::vector<Call> calls_;
  std::thread thread_;
};

class Hooks : public testing::Test {
 protected:
  Hooks() {
    NewCity plan;
    plan.settings.name = "Alton";
    plan.settings.outbound_everywhere = true;
    make_city(process_, plan);
    served_ = process_.open("alton");
  }
  City& city() { return served_->city(); }

  MadeHook add(std::string const& url, std::vector<std::string> events = {"case.*"}, std::vector<std::string> services = {}) {
    return run_unit(city(), actor_, [&](Unit& unit) {
      return create_hook(unit, {.label = "Fleet", .url = url, .owner_email = "dev@fleet.example", .events = events, .services = services});
    });
  }
  std::string report(std::string const& service = "graffiti") {
    return run_unit(city(), actor_, [&](Unit& unit) {
      NewCase fresh{.service = service, .answers = service == "graffiti" ? R"({"surface":"sign"})" : "{}"};
      fresh.place = {.point = Point{41.88, -87.63}, .address = "1 Main Street"};
      return open_case(unit, fresh).number;
    });
  }
  void follow() {
    while (run_consumers(city()) > 0) {}
  }
  std::vector<HookDelivery> log(HookId hook, std::optional<DeliveryState> state = {}) {
    return run_view(city(), actor_, [&](View const& view) { return deliveries(view, {.hook = hook, .state = state}); });
  }

  store::TemporaryFolder folder_;
  ManualClock clock_{from_micros(1'804'000'000'000'000)};
  SeededRandom random_{7};
  Process process_{folder_.path(), clock_, random_};
  std::unique_ptr<ServedCity> served_;
  Actor actor_ = system_actor("test");
};

TEST_F(Hooks, TryAgainUntilTakenUnderOneId) {
  Receiver receiver{[](int call) { return call == 1 ? 500 : call == 2 ? 0 : 204; }};
  auto const hook = add(receiver.url());
  report();
  follow();
  deliver_hooks(city());
  EXPECT_EQ(log(hook.id, DeliveryState::queued).size(), 1U);
  deliver_hooks(city());  // not due yet
  EXPECT_EQ(receiver.calls().size(), 1U);
  clock_.advance(std::chrono::seconds{10});
  deliver_hooks(city());
  clock_.advance(std::chrono::minutes{1});
  deliver_hooks(city());
  auto const calls = receiver.calls();
  ASSERT_EQ(calls.size(), 3U);
  EXPECT_EQ(calls[0].delivery, calls[2].delivery);
  EXPECT_EQ(calls[0].body, calls[2].body);
  EXPECT_EQ(calls[2].attempt, "3");
  auto const taken = log(hook.id, DeliveryState::delivered);
  ASSERT_EQ(taken.size(), 1U);
  auto const attempts = run_view(city(), actor_, [&](View const& view) { return attempts_of(view, taken[0].id); });
  ASSERT_EQ(attempts.size(), 3U);
  EXPECT_EQ(attempts[0].status, 204);
  EXPECT_EQ(attempts[1].status, 0);
  EXPECT_FALSE(attempts[1].fault.empty());
  EXPECT_EQ(attempts[2].status, 500);
  follow();
  deliver_hooks(city());
  EXPECT_EQ(receiver.calls().size(), 3U);  // the consumer ran again, and queued nothing twice
}

TEST_F(Hooks, SignWithEverySecretWhileOneIsExchanged) {
  Receiver receiver{[](int) { return 200; }};
  auto const hook = add(receiver.url());
  auto const fresh = run_unit(city(), actor_, [&](Unit& unit) { return rotate_secret(unit, hook.id); });
  report();
  follow();
  deliver_hooks(city());
  auto const call = receiver.calls().at(0);
  auto const stamp = call.signature.substr(2, call.signature.find(',') - 2);
  for (auto const& secret : {hook.secret, fresh})
    EXPECT_NE(call.signature.find(",v1=" + to_hex(hmac_sha256(secret, stamp + "." + call.body))), std::string::npos);
  clock_.advance(std::chrono::hours{25});
  report();
  follow();
  deliver_hooks(city());
  auto const last = receiver.calls().at(1);
  EXPECT_EQ(std::count(last.signature.begin(), last.signature.end(), ','), 1);
}

TEST_F(Hooks, ArePausedAfterDaysOfFailuresAndLoseNothing) {
  std::atomic<int> status{503};
  Receiver receiver{[&](int) { return status.load(); }};
  auto const hook = add(receiver.url());
  report();
  follow();
  for (int hour = 0; hour < 80; ++hour) {
    deliver_hooks(city());
    clock_.advance(std::chrono::hours{1});
  }
  auto const paused = run_view(city(), actor_, [&](View const& view) { return hook_by_id(view, hook.id); });
  EXPECT_TRUE(paused.paused);
  auto const told = run_view(city(), actor_, [](View const& view) { return notices(view, {}); });
  ASSERT_EQ(told.size(), 1U);
  EXPECT_EQ(told[0].email, "dev@fleet.example");
  report();  // while it is paused
  follow();
  status = 200;
  run_unit(city(), actor_, [&](Unit& unit) {
    resume_hook(unit, hook.id);
    replay_deliveries(unit, hook.id, {.from = from_micros(0), .to = unit.now + std::chrono::hours{1}});
  });
  for (int turn = 0; turn < 3; ++turn) deliver_hooks(city());
  EXPECT_EQ(log(hook.id, DeliveryState::delivered).size(), log(hook.id).size());
  EXPECT_GE(log(hook.id).size(), 2U);
}

TEST_F(Hooks, TellOnlyWhatIsWanted) {
  Receiver receiver{[](int) { return 200; }};
  add(receiver.url(), {"case.closed"});
  add(receiver.url(), {"case.opened"}, {"pothole"});
  report();
  follow();
  deliver_hooks(city());
  EXPECT_TRUE(receiver.calls().empty());
  auto const own = add(receiver.url(), {"hook.pinged"});
  run_unit(city(), actor_, [&](Unit& unit) { ping_hook(unit, own.id); });
  follow();
  deliver_hooks(city());
  EXPECT_EQ(receiver.calls().size(), 1U);
}

TEST_F(Hooks, ReplayKeepsTheId) {
  Receiver receiver{[](int) { return 200; }};
  auto const hook = add(receiver.url());
  report();
  follow();
  deliver_hooks(city());
  auto const first = log(hook.id).at(0);
  run_unit(city(), actor_, [&](Unit& unit) { replay_delivery(unit, hook.id, first.id); });
  deliver_hooks(city());
  auto const calls = receiver.calls();
  ASSERT_EQ(calls.size(), 2U);
  EXPECT_EQ(calls[0].delivery, calls[1].delivery);
  EXPECT_EQ(calls[0].delivery, to_text(first.id));
}

}  // namespace
}  // namespace cityhall
