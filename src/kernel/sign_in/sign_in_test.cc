#include "kernel/sign_in/sign_in.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/json.h"
#include "base/refusal.h"
#include "kernel/accounts/account.h"
#include "kernel/accounts/api_key.h"
#include "kernel/accounts/gate.h"
#include "kernel/accounts/role.h"
#include "kernel/notices/notices_store.h"
#include "kernel/secrets/secrets.h"
#include "kernel/settings/settings_store.h"
#include "kernel/sign_in/device.h"
#include "kernel/sign_in/totp.h"
#include "kernel/testing.h"

namespace cityhall {
namespace {

using namespace std::chrono_literals;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr std::string_view password = "purple lantern walks uphill";
Caller const caller{.address = "192.0.2.7", .language = "en"};

class Accounts : public testing::Test {
 protected:
  void SetUp() override {
    PermissionDefault const defaults[] = {{"issues.read", {"agent", "dispatcher"}}, {"issues.close", {"dispatcher"}}, {"admin.roles",
        {"administrator"}}};
    test_.run(system_, [&](Unit& unit) { seed_roles(unit, defaults); });
    dana_ = add("dana@fairhaven.example", "Dana", {"dispatcher"});
  }
  AccountId add(std::string email, std::string name, std::vector<std::string> roles) {
    return test_.run(system_, [&](Unit& unit) { return create_account(unit, {.email = std::move(email), .name = std::move(name),
        .roles = std::move(roles)}); });
  }
  NewSession open(AccountId account) {
    return test_.run(system_, [&](Unit& unit) { return open_session(unit, account, "link"); });
  }
  /// Sets a second factor up; gives its secret.
  std::string enrol(AccountId account) {
    Actor const own{.kind = ActorKind::staff, .account = account};
    test_.run(own, [&](Unit& unit) { begin_second_factor(unit, account); });
    auto const sealed = test_.view(system_, [&](View const& view) {
      return view.reader.value<std::string>(R"sql(SELECT totp_pending FROM accounts WHERE id = $1)sql", account);
    });
    auto const secret = *test_.city().gate().secrets().open(sealed);
    test_.run(own, [&](Unit& unit) { finish_second_factor(unit, account, totp_code(secret, totp_step(test_.clock().now()))); });
    return secret;
  }
  Actor actor(NewSession const& session) {
    return test_.view(system_, [&](View const& view) { return actor_for_session(view, session.token_hash); });
  }
  std::string code_of(std::function<void()> const& work) {
    try {
      work();
      return "fine";
    } catch (Refusal const& refusal) {
      return refusal.code;
    }
  }
  /// The code in the last mail that is queued.
  std::string mailed_code() {
    return test_.view(system_, [&](View const& view) {
      auto const all = notices(view, {});
      auto const row = notices_store::find(view.reader, all.at(0).id);
      EXPECT_EQ(row->content.find("code"), std::string::npos) << "sealed";
      return text_of(*parse_json(*test_.city().gate().secrets().open(row->content)), "code");
    });
  }

  TestCity test_;
  Actor system_ = system_actor("test");
  AccountId dana_{};
};

TEST_F(Accounts, ASessionKnowsRolesAndPermissions) {
  auto const session = open(dana_);
  EXPECT_EQ(session.token.size(), 43U);
  auto const who = actor(session);
  EXPECT_EQ(who.name, "Dana");
  EXPECT_THAT(who.roles, ElementsAre("dispatcher"));
  EXPECT_THAT(who.permissions, ElementsAre("issues.close", "issues.read"));
  EXPECT_EQ(actor({.token_hash = session_token_hash("something else")}).kind, ActorKind::anonymous);
}

TEST_F(Accounts, ADisabledAccountIsOutAtOnce) {
  auto const session = open(dana_);
  ASSERT_TRUE(actor(session).account);
  std::vector<std::string> ended;
  test_.city().gate().on_session_ended = [&](std::string_view hash) { ended.emplace_back(hash); };
  test_.run(system_, [&](Unit& unit) { disable_account(unit, dana_); });
  EXPECT_EQ(actor(session).kind, ActorKind::anonymous);
  EXPECT_THAT(ended, ElementsAre(session.token_hash));
  EXPECT_EQ(code_of([&] { open(dana_); }), "account.sign_in_needed");
}

// A reader that began before the revocation must not bring the session back into memory.
TEST_F(Accounts, AnOldSnapshotDoesNotReviveASession) {
  auto const session = open(dana_);
  test_.view(system_, [&](View const& old) {
    old.reader.value<std::int64_t>(R"sql(SELECT COUNT(*) FROM sessions)sql");  // the snapshot begins here
    test_.run(system_, [&](Unit& unit) { close_session(unit, session.token_hash); });
    find_session(old, session.token_hash);
  });
  EXPECT_EQ(actor(session).kind, ActorKind::anonymous);
}

TEST_F(Accounts, ChangedRolesTakeEffectWithTheNextRequestAndAskForANewToken) {
  auto const session = open(dana_);
  ASSERT_TRUE(actor(session).may("issues.close"));
  test_.run(system_, [&](Unit& unit) { set_roles(unit, dana_, {"agent"}); });
  EXPECT_FALSE(actor(session).may("issues.close"));
  auto const found = test_.view(system_, [&](View const& view) { return find_session(view, session.token_hash); });
  ASSERT_TRUE(found && found->must_rotate);
  auto const fresh = test_.run(system_, [&](Unit& unit) { return rotate_session(unit, session.token_hash); });
  EXPECT_EQ(actor(session).kind, ActorKind::anonymous) << "the old token is dead";
  EXPECT_EQ(actor(fresh).account, dana_);
}

TEST_F(Accounts, AChangedRoleReachesOpenSessions) {
  auto const session = open(dana_);
  ASSERT_TRUE(actor(session).may("issues.close"));
  test_.run(system_, [&](Unit& unit) { save_role(unit, {.name = "dispatcher", .permissions = {"issues.read"}}); });
  EXPECT_FALSE(actor(session).may("issues.close"));
  PermissionDefault const defaults[] = {{"issues.close", {"dispatcher"}}};
  test_.run(system_, [&](Unit& unit) { seed_roles(unit, defaults); });
  EXPECT_FALSE(actor(session).may("issues.close")) << "what was taken away stays away";
  EXPECT_EQ(code_of([&] { test_.run(system_, [&](Unit& unit) { save_role(unit, {.name = "x", .permissions = {"issues.raed"}}); }); }),
      "form.invalid");
}

TEST_F(Accounts, SessionsEndByIdlenessAndAge) {
  auto const session = open(dana_);
  for (int i = 0; i < 2; ++i) {
    test_.clock().advance(11h);
    EXPECT_TRUE(actor(session).account) << i;
  }
  test_.clock().advance(2h);  // 24 hours since the sign-in
  EXPECT_FALSE(actor(session).account);
  auto const idle = open(dana_);
  test_.clock().advance(13h);
  EXPECT_FALSE(actor(idle).account);
  keep_sessions(test_.city());
  EXPECT_THAT(test_.view(system_, [&](View const& view) { return sessions_of(view, dana_, {}); }), IsEmpty());
}

TEST_F(Accounts, UseIsWrittenSoThatItSurvivesARestart) {
  auto const session = open(dana_);
  test_.clock().advance(11h);
  ASSERT_TRUE(actor(session).account);
  keep_sessions(test_.city());
  test_.reopen();
  test_.clock().advance(11h);
  EXPECT_TRUE(actor(session).account);
}

TEST_F(Accounts, TheLastAdministratorStays) {
  auto const root = add("root@fairhaven.example", "Root", {"administrator"});
  EXPECT_EQ(code_of([&] { test_.run(system_, [&](Unit& unit) { disable_account(unit, root); }); }), "account.last_administrator");
  EXPECT_EQ(code_of([&] { test_.run(system_, [&](Unit& unit) { set_roles(unit, root, {"agent"}); }); }), "account.last_administrator");
  EXPECT_EQ(code_of([&] { add("ROOT@fairhaven.example", "Twin", {}); }), "account.email_used");
}

TEST_F(Accounts, PasswordsOpenAndWrongOnesSayNothing) {
  auto own = Actor{.kind = ActorKind::staff, .account = dana_};
  EXPECT_EQ(code_of([&] { set_password(test_.city(), own, dana_, "short"); }), "form.invalid");
  auto const before = open(dana_);
  ASSERT_TRUE(set_password(test_.city(), own, dana_, password));
  EXPECT_FALSE(actor(before).account) << "sessions from before are over";
  EXPECT_EQ(actor(sign_in_with_password(test_.city(), "DANA@fairhaven.example", password, caller)).account, dana_);
  for (auto const& [email, word] : {std::pair{"dana@fairhaven.example", "wrong lantern walks uphill"}, {"nobody@fairhaven.example",
      "purple lantern walks uphill"}, {"", ""}})
    EXPECT_EQ(code_of([&] { sign_in_with_password(test_.city(), email, word, caller); }), "sign_in.wrong");
}

TEST_F(Accounts, AnotherPasswordNeedsThePresentOne) {
  auto const own = Actor{.kind = ActorKind::staff, .account = dana_};
  auto const by_link = open(dana_);
  constexpr std::string_view second = "orange window counts slowly";
  auto const change = [&](NewSession const& session, std::string_view present, std::string_view next) {
    return change_own_password(test_.city(), own, {.present = present, .next = next, .session_token_hash = session.token_hash});
  };
  auto const first = change(by_link, {}, password);
  test_.view(system_, [&](View const& view) { EXPECT_EQ(notices(view, {}).at(0).template_name, "password-changed"); });
  EXPECT_EQ(code_of([&] { change(first, {}, second); }), "form.invalid");
  EXPECT_EQ(code_of([&] { change(first, "wrong lantern walks uphill", second); }), "form.invalid");
  auto const forgotten = open(dana_);
  auto const later = change(first, password, second);
  EXPECT_FALSE(actor(forgotten).account) << "all others are signed out";
  auto const reset = open(dana_);
  test_.clock().advance(11min);
  EXPECT_EQ(code_of([&] { change(reset, {}, password); }), "form.invalid") << "that link was opened long ago";
  EXPECT_TRUE(actor(change(open(dana_), {}, password)).account);
  EXPECT_FALSE(actor(later).account);
}

TEST_F(Accounts, GuessingIsSlowedDown) {
  int tries = 0;
  while (code_of([&] { sign_in_with_password(test_.city(), "dana@fairhaven.example", "no", caller); }) == "sign_in.wrong") ++tries;
  EXPECT_EQ(tries, 8);
  EXPECT_EQ(code_of([&] { sign_in_with_password(test_.city(), "dana@fairhaven.example", "no", {.address = "192.0.2.8"}); }),
      "sign_in.wrong")
      << "the owner elsewhere is not locked out";
}

TEST_F(Accounts, AMailedCodeOpensAResidentsAccountOnce) {
  request_sign_in_code(test_.city(), "Pat@Example.org", caller);
  auto const code = mailed_code();
  ASSERT_EQ(code.size(), 6U);
  auto const who = actor(sign_in_with_code(test_.city(), "pat@example.org", code.substr(0, 3) + " " + code.substr(3), caller));
  EXPECT_EQ(who.kind, ActorKind::resident);
  EXPECT_TRUE(who.party);
  EXPECT_EQ(who.name, "") << "an address would stay in the history";
  EXPECT_EQ(code_of([&] { sign_in_with_code(test_.city(), "pat@example.org", code, caller); }), "sign_in.wrong_code");
}

TEST_F(Accounts, ACodeEndsAfterFiveTriesOrTenMinutes) {
  request_sign_in_code(test_.city(), "pat@example.org", caller);
  auto code = mailed_code();
  auto const wrong = code == "000000" ? "000001" : "000000";
  for (int i = 0; i < 5; ++i) EXPECT_EQ(code_of([&] { sign_in_with_code(test_.city(), "pat@example.org", wrong, caller); }),
      "sign_in.wrong_code");
  EXPECT_EQ(code_of([&] { sign_in_with_code(test_.city(), "pat@example.org", code, caller); }), "sign_in.wrong_code");
  test_.clock().advance(1h);
  request_sign_in_code(test_.city(), "pat@example.org", caller);
  code = mailed_code();
  test_.clock().advance(11min);
  EXPECT_EQ(code_of([&] { sign_in_with_code(test_.city(), "pat@example.org", code, caller); }), "sign_in.wrong_code");
}

TEST_F(Accounts, StaffDoNotComeInByAMailbox) {
  request_sign_in_code(test_.city(), "dana@fairhaven.example", caller);
  EXPECT_EQ(code_of([&] { sign_in_with_code(test_.city(), "dana@fairhaven.example", mailed_code(), caller); }), "sign_in.wrong_code");
}

TEST_F(Accounts, ALinkWorksOnceAndADemoLinkOnlyInADemo) {
  auto const token = test_.run(system_, [&](Unit& unit) { return make_sign_in_link(unit, dana_, LinkUse::sign_in, 60min); });
  EXPECT_EQ(test_.view(system_, [&](View const& view) { return link_holder(view, token); }), "Dana");
  EXPECT_EQ(actor(sign_in_with_link(test_.city(), token, caller)).account, dana_);
  EXPECT_EQ(code_of([&] { sign_in_with_link(test_.city(), token, caller); }), "sign_in.link_dead");
  auto const demo = test_.run(system_, [&](Unit& unit) { return make_sign_in_link(unit, dana_, LinkUse::demo, 60min); });
  EXPECT_EQ(code_of([&] { sign_in_with_link(test_.city(), demo, caller); }), "sign_in.link_dead");
  auto settings = *test_.city().settings.get();
  settings.demo = true;
  test_.run(system_, [&](Unit& unit) { change_settings(unit, settings); });
  for (int i = 0; i < 2; ++i) EXPECT_EQ(actor(sign_in_with_link(test_.city(), demo, caller)).account, dana_);
  test_.clock().advance(2h);
  EXPECT_EQ(code_of([&] { sign_in_with_link(test_.city(), demo, caller); }), "sign_in.link_dead");
}

TEST_F(Accounts, DisablingEndsLinksThatNobodyUsed) {
  auto const token = test_.run(system_, [&](Unit& unit) { return make_sign_in_link(unit, dana_, LinkUse::sign_in, 60min); });
  test_.run(system_, [&](Unit& unit) { disable_account(unit, dana_); });
  test_.run(system_, [&](Unit& unit) { enable_account(unit, dana_); });
  EXPECT_EQ(code_of([&] { sign_in_with_link(test_.city(), token, caller); }), "sign_in.link_dead");
}

TEST_F(Accounts, NobodyWeakensWhoMayMore) {
  PermissionDefault const defaults[] = {{"admin.accounts", {"administrator"}}, {"admin.settings", {"administrator"}}};
  test_.run(system_, [&](Unit& unit) { seed_roles(unit, defaults); });
  auto const root = add("root@fairhaven.example", "Root", {"administrator"});
  Actor const keeper{.kind = ActorKind::staff, .account = dana_, .permissions = {"admin.accounts", "admin.roles"}};
  auto const code_for = [&](auto const& work) { return code_of([&] { test_.run(keeper, work); }); };
  EXPECT_EQ(code_for([&](Unit& unit) { save_role(unit, {.name = "administrator", .permissions = {"admin.accounts", "admin.roles"}}); }),
            "role.more_than_own");
  EXPECT_EQ(code_for([&](Unit& unit) { close_sessions(unit, root); }), "role.more_than_own");
  EXPECT_EQ(code_for([&](Unit& unit) { rename_account(unit, root, "Fool", "en"); }), "role.more_than_own");
  EXPECT_EQ(code_for([&](Unit& unit) { close_sessions(unit, dana_); }), "fine");
}

TEST_F(Accounts, SettingsThatLockDoorsAreNotForEverybody) {
  PermissionDefault const defaults[] = {{"admin.settings", {"administrator"}}};
  test_.run(system_, [&](Unit& unit) { seed_roles(unit, defaults); });
  Actor const root{.kind = ActorKind::staff, .account = dana_, .permissions = {"admin.settings"}};
  auto demo = *test_.city().settings.get();
  demo.demo = !demo.demo;
  EXPECT_EQ(code_of([&] { test_.run(root, [&](Unit& unit) { change_settings(unit, demo); }); }), "form.invalid");
  auto locked = *test_.city().settings.get();
  locked.staff_second_factor = true;
  EXPECT_EQ(code_of([&] { test_.run(root, [&](Unit& unit) { change_settings(unit, locked); }); }), "form.invalid");
}

TEST_F(Accounts, ASecondFactorIsAskedForAndEachCodeWorksOnce) {
  auto const secret = enrol(dana_);
  auto const code = [&] { return totp_code(secret, totp_step(test_.clock().now())); };
  auto const session = open(dana_);
  EXPECT_EQ(session.second_factor, SecondFactor::due);
  EXPECT_THAT(actor(session).permissions, IsEmpty());
  EXPECT_EQ(code_of([&] { confirm_second_factor(test_.city(), session.token_hash, code()); }), "sign_in.wrong_code") << "used at enrolment";
  test_.clock().advance(30s);
  auto const full = confirm_second_factor(test_.city(), session.token_hash, code());
  EXPECT_TRUE(actor(full).may("issues.close"));
  EXPECT_FALSE(actor(session).account);
}

TEST_F(Accounts, WhoeverKnowsOnlyTheAddressLocksNobodyOut) {
  set_password(test_.city(), system_, dana_, password);
  auto const known = device_token(test_.city(), dana_);
  auto const enter_from = [&](Caller const& from, std::string_view typed) {
    return code_of([&] { sign_in_with_password(test_.city(), "dana@fairhaven.example", typed, from); });
  };
  for (int guess = 0; guess < 60; ++guess) enter_from({.address = "198.51.100." + std::to_string(guess / 7)}, "wrong");
  auto const enter = [&](std::string const& device) { return enter_from({.address = "192.0.2.7", .device = device}, password); };
  EXPECT_EQ(enter(""), "rate.limited");
  EXPECT_EQ(enter(device_token(test_.city(), AccountId{1})), "rate.limited") << "of another account";
  EXPECT_EQ(enter(known), "fine");
  for (int guess = 0; guess < 8; ++guess) enter(known);
  EXPECT_EQ(enter(known), "rate.limited") << "a stolen browser guesses no further";
}

TEST_F(Accounts, TheOwnerLearnsThatSomebodyGuessesCodesWithTheRightPassword) {
  auto const secret = enrol(dana_);
  auto const known = device_token(test_.city(), dana_);
  for (int guess = 0; guess < 24; ++guess) {
    auto const session = open(dana_);
    code_of([&] { confirm_second_factor(test_.city(), session.token_hash, "000000"); });
  }
  auto const told = test_.view(system_, [](View const& view) { return notices(view, {}); });
  ASSERT_EQ(told.size(), 1U);
  EXPECT_EQ(told[0].template_name, "codes-guessed");
  test_.clock().advance(30s);
  auto const code = totp_code(secret, totp_step(test_.clock().now()));
  EXPECT_EQ(code_of([&] { confirm_second_factor(test_.city(), open(dana_).token_hash, code); }), "rate.limited");
  EXPECT_EQ(code_of([&] { confirm_second_factor(test_.city(), open(dana_).token_hash, code, known); }), "fine");
  for (int guess = 0; guess < 19; ++guess)
    code_of([&] { confirm_second_factor(test_.city(), open(dana_).token_hash, "000000", known); });
  EXPECT_EQ(code_of([&] { confirm_second_factor(test_.city(), open(dana_).token_hash, "000000", known); }), "rate.limited")
      << "a stolen browser guesses no further";
}

TEST_F(Accounts, KeysAreShownOnceAndDieWhenDisabled) {
  auto const made = test_.run(system_, [&](Unit& unit) { return create_api_key(unit, {.label = "FixIt", .contact = "dev@fixit.example",
      .scopes = {"issues.read"}}); });
  auto const key = [&] { return test_.view(system_, [&](View const& view) { return actor_for_key(view, made.text); }); };
  ASSERT_TRUE(key());
  EXPECT_TRUE(key()->may("issues.read"));
  EXPECT_FALSE(key()->may("issues.close"));
  test_.run(system_, [&](Unit& unit) { disable_api_key(unit, made.id); });
  EXPECT_FALSE(key());
}

TEST_F(Accounts, OthersMayNotManage) {
  Actor const dana{.kind = ActorKind::staff, .account = dana_};
  EXPECT_EQ(code_of([&] { test_.run(dana, [&](Unit& unit) { create_account(unit, {}); }); }), "permission.missing");
  EXPECT_EQ(code_of([&] { test_.run(dana, [&](Unit& unit) { make_sign_in_link(unit, dana_, LinkUse::sign_in, 1min); }); }),
      "permission.missing");
  EXPECT_EQ(code_of([&] { test_.run(dana, [&](Unit& unit) { create_api_key(unit, {}); }); }), "permission.missing");
  EXPECT_EQ(code_of([&] { test_.run(dana, [&](Unit& unit) { change_settings(unit, {}); }); }), "permission.missing");
  EXPECT_EQ(code_of([&] { test_.view(Actor{}, [&](View const& view) { return accounts(view, {}); }); }), "account.sign_in_needed");
}

}  // namespace
}  // namespace cityhall
