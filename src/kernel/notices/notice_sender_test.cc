#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/refusal.h"
#include "kernel/cases/actions.h"
#include "kernel/cases/tracking.h"
#include "kernel/jobs/runner.h"
#include "kernel/notices/followers.h"
#include "kernel/notices/notice.h"
#include "kernel/notices/notices_store.h"
#include "kernel/notices/smtp_sink.h"
#include "kernel/settings/settings_store.h"
#include "kernel/testing.h"

namespace cityhall {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::SizeIs;

class Sending : public testing::Test {
 protected:
  void SetUp() override { use(sink_.url()); }
  void use(std::string const& url) {
    auto settings = *test_.city().settings.get();
    settings.mail = {.smtp_url = url, .from = "Fairhaven 311 <311@fairhaven.example>"};
    test_.run(system_, [&](Unit& unit) { change_settings(unit, settings); });
  }
  std::optional<NoticeId> queue(std::string const& key, std::string const& to = "pat@example.org") {
    return test_.run(system_, [&](Unit& unit) {
      return queue_notice(unit, {.template_name = "sign-in-code", .key = key, .email = to, .language = "en", .values = {{"code", "123456"},
          {"minutes", "10"}}, .secret = true});
    });
  }
  Notice only() {
    return test_.view(system_, [&](View const& view) { return notices(view, {}).at(0); });
  }

  TestCity test_;
  SmtpSink sink_;
  Actor system_ = system_actor("test");
};

TEST_F(Sending, TellsOnceForEachKey) {
  EXPECT_TRUE(queue("a"));
  EXPECT_FALSE(queue("a"));
  EXPECT_TRUE(queue("b"));
  EXPECT_EQ(send_due_notices(test_.city()), 2);
  EXPECT_EQ(send_due_notices(test_.city()), 0);
  ASSERT_THAT(sink_.mails(), SizeIs(2));
  EXPECT_EQ(sink_.connections(), 1) << "one connection for all";
  EXPECT_THAT(sink_.mails()[0].message, HasSubstr("Subject: 123456 is your sign-in code"));
  EXPECT_EQ(only().state, NoticeState::sent);
  auto const content = test_.view(system_, [&](View const& view) { return notices_store::find(view.reader, only().id)->content; });
  EXPECT_EQ(content, "") << "a code is erased once it is sent";
}

TEST_F(Sending, RefusedForGoodIsNotTriedAgain) {
  sink_.answer_recipient("550 no such person");
  queue("a");
  EXPECT_EQ(send_due_notices(test_.city()), 0);
  EXPECT_EQ(only().state, NoticeState::failed);
  EXPECT_THAT(only().fault, HasSubstr("no such person"));
}

TEST_F(Sending, WaitsLongerAfterEachTemporaryRefusal) {
  sink_.answer_recipient("451 later");
  queue("a");
  send_due_notices(test_.city());
  auto const first = only().due - test_.clock().now();
  EXPECT_GE(first, 45s);
  EXPECT_LE(first, 75s);
  EXPECT_EQ(send_due_notices(test_.city()), 0) << "not yet";
  EXPECT_EQ(only().attempts, 1);
  test_.clock().advance(80s);
  send_due_notices(test_.city());
  EXPECT_GE(only().due - test_.clock().now(), 90s);
  sink_.answer_recipient("250 ok");
  test_.clock().advance(5min);
  EXPECT_EQ(send_due_notices(test_.city()), 1);
}

TEST_F(Sending, AServerThatIsAwayKeepsEverythingWaiting) {
  use("smtp://127.0.0.1:1");
  queue("a");
  queue("b");
  EXPECT_EQ(send_due_notices(test_.city()), 0);
  EXPECT_EQ(only().state, NoticeState::queued);
  use(sink_.url());
  test_.clock().advance(5min);
  EXPECT_EQ(send_due_notices(test_.city()), 2);
}

TEST_F(Sending, ALostAnswerIsForAPersonToDecide) {
  sink_.answer_mail("");
  queue("a");
  EXPECT_EQ(send_due_notices(test_.city()), 0);
  EXPECT_EQ(only().state, NoticeState::uncertain);
  sink_.answer_mail("250 taken");
  test_.clock().advance(24h);
  EXPECT_EQ(send_due_notices(test_.city()), 0);
  EXPECT_THAT(sink_.mails(), SizeIs(1)) << "none doubled";
}

TEST_F(Sending, ACrashBetweenHandingOverAndNotingDoublesNothing) {
  auto const id = *queue("a");
  test_.run(system_, [&](Unit& unit) { ASSERT_TRUE(notices_store::begin(unit.tx, id, unit.now)); });  // then the program dies
  test_.reopen();
  settle_interrupted_notices(test_.city());
  EXPECT_EQ(only().state, NoticeState::uncertain);
  EXPECT_EQ(send_due_notices(test_.city()), 0);
  EXPECT_THAT(sink_.mails(), SizeIs(0));
}

TEST_F(Sending, WrongTemplatesAndMissingValuesAreRefused) {
  auto const code = [&](NewNotice const& notice) {
    try {
      test_.run(system_, [&](Unit& unit) { queue_notice(unit, notice); });
      return std::string{"fine"};
    } catch (Refusal const& refusal) {
      return refusal.code;
    }
  };
  EXPECT_EQ(code({.template_name = "nothing", .key = "a", .email = "pat@example.org"}), "notice.unknown_template");
  EXPECT_EQ(code({.template_name = "sign-in-code", .key = "a", .email = "pat@example.org", .values = {{"code", "1"}}}),
      "notice.value_missing");
}

// From report to done: each step once, in the language of the report, to the reporter with the private link and to a follower without it.
TEST(Followers, AreToldOnceInTheirLanguage) {
  constexpr std::string_view name = "test.tell";
  TestCity test{{"pothole"}, {{name, {}, tell_people}}};
  auto const opened = test.run(test.anonymous(), [](Unit& unit) {
    return open_case(unit, {.service = "pothole", .answers = "{}", .place = {.point = in_north}, .reporter = {.email = "ana@example.org"},
        .language = "es"});
  });
  auto const report = test.load(opened.id);
  test.run(system_actor("test"), [&](Unit& unit) {
    auto const party = find_or_make_party(unit, {.email = "pat@example.org"});
    follow(unit, opened.id, party, "en");
  });
  run_consumers(test.city());
  test.run(test.dispatcher(), [&](Unit& unit) {
    auto fresh = load_case(view_of(unit), opened.id);
    close(unit, fresh, {.comment = "The hole is filled."});
  });
  run_consumers(test.city());
  run_consumers(test.city());
  auto const told = test.view(system_actor("test"), [&](View const& view) { return notices(view, {.case_id = opened.id}); });
  std::map<std::string, int> counts;
  for (auto const& notice : told) ++counts[notice.template_name + " " + notice.language + " " + notice.email];
  EXPECT_EQ(counts["request-received es ana@example.org"], 1);
  EXPECT_EQ(counts["request-closed es ana@example.org"], 1);
  EXPECT_EQ(counts["request-closed en pat@example.org"], 1);
  EXPECT_EQ(counts["request-received en pat@example.org"], 0);
  auto const secret = tracking_secret(test.city(), opened.id);
  test.view(system_actor("test"), [&](View const& view) {
    for (auto const& notice : told) {
      auto const content = notices_store::find(view.reader, notice.id)->content;
      EXPECT_EQ(content.find(secret) != std::string::npos, notice.email == "ana@example.org") << content;
    }
  });
}

// While nobody was told, a case came into the same state twice: told once. What somebody wrote is told each time.
TEST(Followers, HearOnceOfAStateThatCameTwice) {
  TestCity test{{"pothole"}, {{"test.tell", {}, tell_people}}};
  auto const opened = test.run(test.anonymous(), [](Unit& unit) {
    return open_case(unit, {.service = "pothole", .answers = "{}", .place = {.point = in_north}, .reporter = {.email = "ana@example.org"}});
  });
  auto const take = [&](std::string_view action, std::string const& comment = {}) {
    test.run(test.dispatcher(), [&](Unit& unit) {
      auto report = load_case(view_of(unit), opened.id);
      act(unit, report, action, {.comment = comment});
    });
  };
  for (auto const* why : {"We wait for a part.", "We wait for dry weather."}) {
    take("hold", why);
    take("resume");
  }
  run_consumers(test.city());
  auto const told = test.view(system_actor("test"), [&](View const& view) { return notices(view, {.case_id = opened.id}); });
  std::map<std::string, int> counts;
  for (auto const& notice : told) ++counts[notice.template_name];
  EXPECT_EQ(counts["request-scheduled"], 1);
  EXPECT_EQ(counts["request-on-hold"], 2);
}

}  // namespace
}  // namespace cityhall
