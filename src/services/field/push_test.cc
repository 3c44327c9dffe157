#include "services/field/push.h"

#include <gtest/gtest.h>

#include "base/temporary_folder.h"
#include "kernel/accounts/account.h"
#include "kernel/accounts/session.h"
#include "kernel/run_unit.h"
#include "services/field/module.h"
#include "services/field/push_store.h"
#include "store/migrations.h"

namespace cityhall {
namespace {

constexpr std::string_view endpoint = "https://push.example.org/send";

class SignedOutTablets : public testing::Test {
 protected:
  template <class Work>
  auto act(Actor const& actor, Work&& work) {
    return run_unit(city_, actor, std::forward<Work>(work));
  }
  void SetUp() override {
    luis_ = act(system_, [](Unit& unit) { return add_account(unit, {.email = "luis@fairhaven.example", .name = "Luis"}); });
    crew_ = {.kind = ActorKind::staff, .account = luis_};
  }
  NewSession signed_in() {
    return act(system_, [&](Unit& unit) { return open_session(unit, luis_, "password"); });
  }
  void asks_to_be_told(NewSession const& session) {
    NewPushDevice const device{
        .endpoint = std::string{endpoint},
        .point = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
        .secret = "BTBZMqHH6r4Tts7J_aSIgg",
        .session_token_hash = session.token_hash};
    act(crew_, [&](Unit& unit) { add_push_device(unit, device, "en"); });
  }
  SessionId id_of(NewSession const& session) {
    return run_view(city_, system_, [&](View const& view) { return find_session(view, session.token_hash)->id; });
  }
  bool is_told() {
    send_pushes(city_);
    return run_view(city_, system_, [&](View const& view) { return push_store::find(view.reader, endpoint, luis_).has_value(); });
  }

  TemporaryFolder folder_;
  ManualClock clock_{from_micros(1'800'000'000'000'000)};
  SeededRandom random_{7};
  Translations translations_;
  City city_{folder_ / "city",
             CityParts{.clock = clock_, .random = random_, .translations = translations_, .module_migrations = field_module().migrations}};
  Actor system_ = system_actor("test");
  AccountId luis_{};
  Actor crew_{};
};

TEST_F(SignedOutTablets, AreNotToldOfWork) {
  auto const session = signed_in();
  asks_to_be_told(session);
  EXPECT_TRUE(is_told());
  act(system_, [&](Unit& unit) { close_session(unit, session.token_hash); });
  EXPECT_FALSE(is_told());
  asks_to_be_told(signed_in());
  EXPECT_TRUE(is_told());
  act(system_, [&](Unit& unit) { close_sessions(unit, luis_); });
  EXPECT_FALSE(is_told());
}

TEST_F(SignedOutTablets, AreToldOnWhenTheyRenewTheirSession) {
  auto const before = signed_in();
  asks_to_be_told(before);
  auto const now = signed_in();
  auto const from = id_of(before);
  auto const to = id_of(now);
  act(system_, [&](Unit& unit) {
    follow_push_devices(unit, from, to);
    close_session(unit, before.token_hash);
  });
  EXPECT_TRUE(is_told());
}

}  // namespace
}  // namespace cityhall
