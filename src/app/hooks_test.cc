// Web hooks against a receiver that fails, is slow, and hangs up: nothing is lost, each delivery keeps its id, every body is signed.

#include <atomic>
#include <map>

#include <gtest/gtest.h>

#include "app/testing/outbound_city.h"
#include "app/testing/receiver.h"
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

class Hooks : public OutboundCity {
 protected:

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
  std::vector<HookDelivery> log(HookId hook, std::optional<DeliveryState> state = {}) {
    return run_view(city(), actor_, [&](View const& view) { return deliveries(view, {.hook = hook, .state = state}); });
  }
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
  EXPECT_EQ(calls[0].header("Cityhall-Delivery"), calls[2].header("Cityhall-Delivery"));
  EXPECT_EQ(calls[0].body(), calls[2].body());
  EXPECT_EQ(calls[2].header("Cityhall-Attempt"), "3");
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
  auto const stamp = call.header("Cityhall-Signature").substr(2, call.header("Cityhall-Signature").find(',') - 2);
  for (auto const& secret : {hook.secret, fresh})
    EXPECT_NE(call.header("Cityhall-Signature").find(",v1=" + to_hex(hmac_sha256(secret, stamp + "." + call.body()))), std::string::npos);
  clock_.advance(std::chrono::hours{25});
  report();
  follow();
  deliver_hooks(city());
  auto const last = receiver.calls().at(1);
  auto const signature = last.header("Cityhall-Signature");
  EXPECT_EQ(std::count(signature.begin(), signature.end(), ','), 1);
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
  clock_.advance(std::chrono::hours{24 * 5});
  run_unit(city(), actor_, [&](Unit& unit) { resume_hook(unit, hook.id); });
  deliver_hooks(city());  // one more failure ends nothing
  EXPECT_EQ(log(hook.id, DeliveryState::queued).size(), log(hook.id).size());
  status = 200;
  clock_.advance(std::chrono::minutes{1});
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
  EXPECT_EQ(calls[0].header("Cityhall-Delivery"), calls[1].header("Cityhall-Delivery"));
  EXPECT_EQ(calls[0].header("Cityhall-Delivery"), to_text(first.id));
}

}  // namespace
}  // namespace cityhall
