#include "kernel/accounts/tablet.h"

#include <gtest/gtest.h>

#include "base/refusal.h"
#include "kernel/accounts/account.h"
#include "kernel/accounts/role.h"
#include "kernel/testing.h"

namespace cityhall {
namespace {

class Tablets : public testing::Test {
 protected:
  void SetUp() override {
    PermissionDefault const defaults[] = {
        {"field.work", {"crew", "dispatcher"}}, {"issues.dispatch", {"dispatcher"}}, {"admin.roles", {"administrator"}}};
    test_.run(system_, [&](Unit& unit) { seed_roles(unit, defaults); });
    luis_ = person("luis@fairhaven.example", {"crew"}, test_.north_crew());
  }
  AccountId person(std::string email, std::vector<std::string> roles, CrewId crew) {
    return test_.run(system_, [&](Unit& unit) {
      auto const id = create_account(
          unit, {.kind = AccountKind::staff, .email = std::move(email), .name = "Luis", .crew = crew, .roles = std::move(roles)});
      return id;
    });
  }
  NewSession signed_in(AccountId account) {
    return test_.run(system_, [&](Unit& unit) { return open_session(unit, account, "password"); });
  }
  std::optional<TabletSecret> enrol(NewSession const& session, std::string const& before = {}) {
    return test_.run(system_, [&](Unit& unit) { return enrol_tablet(unit, session.token_hash, before); });
  }
  std::optional<RenewedSession> renew(std::string const& secret) {
    return test_.run(Actor{}, [&](Unit& unit) { return renew_session(unit, secret); });
  }
  bool lives(NewSession const& session) {
    return test_.view(system_, [&](View const& view) { return find_session(view, session.token_hash) != nullptr; });
  }

  TestCity test_;
  Actor system_ = system_actor("test");
  AccountId luis_{};
};

TEST_F(Tablets, OpenASessionThatEnded) {
  auto const first = signed_in(luis_);
  auto const secret = enrol(first);
  ASSERT_TRUE(secret);
  test_.clock().advance(std::chrono::hours{40 * 24});
  EXPECT_FALSE(lives(first));
  auto const renewed = renew(secret->secret);
  ASSERT_TRUE(renewed);
  EXPECT_TRUE(lives(renewed->session));
  EXPECT_EQ(renewed->session.account, luis_);
  EXPECT_NE(renewed->secret.secret, secret->secret);
  EXPECT_TRUE(renew(renewed->secret.secret));
}

TEST_F(Tablets, TakeALostAnswerForWhatItIs) {
  auto const secret = enrol(signed_in(luis_));
  auto const lost = renew(secret->secret);
  auto const again = renew(secret->secret);
  ASSERT_TRUE(lost && again);
  EXPECT_EQ(lost->secret.secret, again->secret.secret);
  EXPECT_TRUE(renew(again->secret.secret));
}

TEST_F(Tablets, EndWhenASecretIsInTwoHands) {
  auto const session = signed_in(luis_);
  auto const stolen = enrol(session);
  auto const next = renew(stolen->secret);
  auto const third = renew(next->secret.secret);
  ASSERT_TRUE(third);
  EXPECT_TRUE(lives(third->session));
  EXPECT_FALSE(renew(stolen->secret));
  EXPECT_FALSE(lives(third->session)) << "all sessions end";
  EXPECT_FALSE(renew(third->secret.secret)) << "and the tablet";
}

TEST_F(Tablets, HaveOneSession) {
  auto const session = signed_in(luis_);
  auto const secret = enrol(session);
  auto const renewed = renew(secret->secret);
  ASSERT_TRUE(renewed);
  EXPECT_FALSE(lives(session)) << "the new one stands in its place";
  test_.run(system_, [&](Unit& unit) { close_session(unit, renewed->session.token_hash); });
  EXPECT_FALSE(lives(renewed->session));
  EXPECT_FALSE(renew(renewed->secret.secret));
  auto const other = enrol(signed_in(luis_));
  auto const there = renew(other->secret);
  enrol(signed_in(luis_), there->secret.secret);
  EXPECT_FALSE(lives(there->session)) << "somebody signed in on the same device";
}

TEST_F(Tablets, NoticeACopyOnceTheAnswerHasArrived) {
  auto const secret = enrol(signed_in(luis_));
  auto const thief = renew(secret->secret);
  ASSERT_TRUE(thief && lives(thief->session));
  EXPECT_TRUE(renew(secret->secret)) << "a tablet's page and its worker may ask at once";
  auto const both = renew(thief->secret.secret);
  ASSERT_TRUE(both && lives(both->session));
  test_.clock().advance(std::chrono::minutes{2});
  EXPECT_FALSE(renew(thief->secret.secret));
  EXPECT_FALSE(lives(both->session)) << "all sessions end";
  EXPECT_FALSE(renew(both->secret.secret));
}

TEST_F(Tablets, NoticeACopyAfterARestart) {
  auto const secret = enrol(signed_in(luis_));
  auto const thief = renew(secret->secret);
  test_.clock().advance(std::chrono::minutes{2});
  ASSERT_TRUE(lives(thief->session));
  keep_sessions(test_.city());
  test_.reopen();
  EXPECT_FALSE(renew(secret->secret));
  EXPECT_FALSE(lives(thief->session));
}

TEST_F(Tablets, AreOnlyForAccountsThatAreOnlyCrew) {
  EXPECT_FALSE(enrol(signed_in(person("dana@fairhaven.example", {"crew", "dispatcher"}, test_.north_crew()))));
  EXPECT_FALSE(enrol(signed_in(person("kim@fairhaven.example", {"crew"}, {}))));
  auto const secret = enrol(signed_in(luis_));
  test_.run(system_, [&](Unit& unit) { set_roles(unit, luis_, {"crew", "administrator"}); });
  EXPECT_FALSE(renew(secret->secret)) << "more power needs a person";
}

TEST_F(Tablets, EndWithSignOutWithSignOutEverywhereAndWithTheAccount) {
  auto const session = signed_in(luis_);
  auto const secret = enrol(session);
  test_.run(system_, [&](Unit& unit) { close_session(unit, session.token_hash); });
  EXPECT_FALSE(renew(secret->secret));

  auto const second = enrol(signed_in(luis_));
  EXPECT_EQ(test_.view(system_, [&](View const& view) { return tablets_of(view, luis_).size(); }), 1U);
  test_.run(system_, [&](Unit& unit) { close_sessions(unit, luis_); });
  EXPECT_FALSE(renew(second->secret));
  EXPECT_TRUE(test_.view(system_, [&](View const& view) { return tablets_of(view, luis_).empty(); }));

  auto const third = enrol(signed_in(luis_));
  test_.run(system_, [&](Unit& unit) { disable_account(unit, luis_); });
  EXPECT_FALSE(renew(third->secret));
  test_.run(system_, [&](Unit& unit) { enable_account(unit, luis_); });
  EXPECT_FALSE(renew(third->secret)) << "a person signs in first";
}

TEST_F(Tablets, TheSecretOfTheDeviceBeforeEnds) {
  auto const first = enrol(signed_in(luis_));
  auto const other = person("ana@fairhaven.example", {"crew"}, test_.north_crew());
  EXPECT_TRUE(enrol(signed_in(other), first->secret));
  EXPECT_FALSE(renew(first->secret));
  EXPECT_FALSE(renew("no-such-secret"));
  test_.clock().advance(std::chrono::hours{200 * 24});
  forget_dead_tablets(test_.city());
}

}  // namespace
}  // namespace cityhall
