#include <gtest/gtest.h>

#include "base/refusal.h"
#include "kernel/cases/actions.h"
#include "kernel/cases/public_case.h"
#include "kernel/cases/timeline.h"
#include "kernel/jobs/runner.h"
#include "kernel/settings/settings_store.h"
#include "kernel/testing.h"

namespace cityhall {
namespace {

/// A service in which a case waits for an answer and expires.
constexpr std::string_view licence = R"json({
  "format": "city-service/1", "id": "dog-licence", "version": 1, "owner": "clerk", "record": "licence", "number": "DL-{yyyy}-{seq:4}",
  "title": {"en": "Dog licence", "es": "Licencia de perro"}, "who": {"auth": "email"}, "channels": ["web", "counter"],
  "questions": [
    {"id": "home", "type": "address", "label": {"en": "Where does the dog live?", "es": "¿Dónde vive el perro?"}, "optional": true},
    {"id": "details", "type": "longtext", "label": {"en": "Anything else?", "es": "¿Algo más?"}, "optional": true},
    {"id": "vet", "type": "phone", "label": {"en": "Phone of the vet", "es": "Teléfono del veterinario"}, "optional": true,
     "personal": true}],
  "workflow": {"start": "received", "states": {
    "received": {"public": "open", "label": {"en": "Received", "es": "Recibida"}, "clock": "run", "sla": "P2BD", "queue": "clerk",
      "actions": {"ask": {"to": "waiting", "by": ["agent", "dispatcher"], "need": "comment",
                          "label": {"en": "Ask", "es": "Preguntar"}},
                  "grant": {"to": "granted", "by": ["agent", "dispatcher"], "label": {"en": "Grant", "es": "Otorgar"}}}},
    "waiting": {"public": "open", "label": {"en": "Waiting for you", "es": "Esperamos su respuesta"}, "clock": "pause",
      "actions": {"answer": {"to": "received", "by": ["applicant"], "label": {"en": "Answer", "es": "Responder"}}},
      "after": {"P30D": "expired"}},
    "granted": {"public": "closed", "label": {"en": "Granted", "es": "Otorgada"}, "end": true},
    "expired": {"public": "closed", "label": {"en": "Expired", "es": "Vencida"}, "end": true}}}
})json";

class Life : public testing::Test {
 protected:
  Life() { test.publish(licence); }
  OpenedCase apply_for(std::string const& answers = "{}") {
    return test.run(test.anonymous(), [&](Unit& unit) {
      return open_case(
          unit, {.service = "dog-licence", .answers = answers, .reporter = {.name = "Pat", .email = "pat@example.org"}, .language = "es"});
    });
  }
  void take(CaseId id, std::string_view action, std::string const& comment = {}) {
    test.run(test.dispatcher(), [&](Unit& unit) {
      auto report = load_case(view_of(unit), id);
      act(unit, report, action, {.comment = comment});
    });
  }
  TestCity test{{"pothole", "graffiti"}};
};

TEST_F(Life, AStateEndsByItselfWhenItsTimeHasCome) {
  auto const opened = apply_for();
  EXPECT_EQ(opened.number, "DL-2027-0001");
  take(opened.id, "ask", "How old is it?");
  test.clock().advance(std::chrono::days{29});
  EXPECT_EQ(move_time(test.city()), 0U);
  test.clock().advance(std::chrono::days{2});
  EXPECT_EQ(move_time(test.city()), 1U);
  EXPECT_EQ(move_time(test.city()), 0U);
  auto const report = test.load(opened.id);
  EXPECT_EQ(report.state, "expired");
  EXPECT_EQ(report.outcome, "expired");
  EXPECT_EQ(test.events(opened.id), "case.opened case.state_changed case.closed");
}

TEST_F(Life, EachPassedDueTimeIsToldOnce) {
  auto const opened = apply_for();
  auto const other = apply_for();
  take(other.id, "ask", "How old is it?");  // its clock stands still
  test.clock().advance(std::chrono::days{5});
  EXPECT_EQ(move_time(test.city()), 1U);
  EXPECT_EQ(move_time(test.city()), 0U);
  EXPECT_EQ(test.events(opened.id), "case.opened case.overdue");
}

TEST_F(Life, OnlyTheApplicantAnswersAndAtOnceTheClockRunsOn) {
  auto const opened = apply_for();
  take(opened.id, "ask", "How old is it?");
  auto const answer = [&](std::string_view secret) {
    test.run(test.anonymous(), [&](Unit& unit) {
      auto report = case_by_number(view_of(unit), opened.number, secret);
      EXPECT_EQ(actions_of(view_of(unit), report, "es").at(0).label, "Responder");
      act(unit, report, "answer");
    });
  };
  EXPECT_THROW(answer(""), Refusal);
  EXPECT_THROW(take(opened.id, "answer"), Refusal);
  answer(opened.secret);
  EXPECT_EQ(test.load(opened.id).due_at, opened.due_at);
}

TEST_F(Life, PersonalAnswersStandApart) {
  auto const opened = apply_for(R"({"details": "brown", "vet": "260 555 0100"})");
  EXPECT_EQ(test.load(opened.id).answers, R"({"details":"brown"})");
  test.view(test.dispatcher(), [&](View const& view) {
    EXPECT_EQ(personal_answers(view, case_by_id(view, opened.id)), R"({"vet":"2605550100"})");
  });
  EXPECT_THROW(test.view(test.anonymous(), [&](View const& view) { return personal_answers(view, load_case(view, opened.id)); }), Refusal);
  // A service that publishes nothing has no public page.
  EXPECT_THROW(test.view(test.anonymous(), [&](View const& view) { return public_case(view, opened.number); }), Refusal);
}

TEST_F(Life, AServiceThatNeedsAnAddressOfMailSaysSo) {
  try {
    test.run(test.anonymous(), [](Unit& unit) { open_case(unit, {.service = "dog-licence"}); });
    FAIL();
  } catch (Refusal const& refusal) {
    ASSERT_EQ(refusal.fields.size(), 1U);
    EXPECT_EQ(refusal.fields[0].field, "email");
  }
}

TEST_F(Life, TheWrongServiceIsChangedAndWhatFitsIsKept) {
  auto const opened = test.pothole(in_south, R"({"lane": "travel", "details": "paint on the sign"})");
  test.clock().advance(std::chrono::hours{24});
  test.run(test.dispatcher(), [&](Unit& unit) {
    auto report = load_case(view_of(unit), opened.id);
    change_service(unit, report, "graffiti");
  });
  auto const report = test.load(opened.id);
  EXPECT_EQ(report.service, "graffiti");
  EXPECT_EQ(report.queue, "parks/south");
  EXPECT_EQ(report.answers.find("lane"), std::string::npos);
  EXPECT_NE(report.answers.find("paint on the sign"), std::string::npos);
  EXPECT_NE(report.answers.find("where"), std::string::npos);
  ASSERT_TRUE(report.due_at);
  EXPECT_LT(*report.due_at, test.clock().now() + std::chrono::days{30});
}

TEST_F(Life, ThePlaceGoesAlongWhereTheOtherServiceAsksForItByAnotherName) {
  auto const opened = test.pothole(in_south);
  test.run(test.dispatcher(), [&](Unit& unit) {
    auto report = load_case(view_of(unit), opened.id);
    change_service(unit, report, "dog-licence");
  });
  EXPECT_NE(test.load(opened.id).answers.find(R"("home":{"lat":39.95)"), std::string::npos);
}

TEST_F(Life, ClosingTakesBackTheWorkOrder) {
  auto const opened = test.pothole(in_north);
  test.run(test.dispatcher(), [&](Unit& unit) {
    auto report = load_case(view_of(unit), opened.id);
    close(unit, report, {.comment = "It was filled yesterday."});
    EXPECT_THROW(close(unit, report, {.comment = "Again."}), Refusal);
  });
  EXPECT_EQ(test.events(opened.id), "case.opened task.created case.closed task.cancelled");
  test.run(test.dispatcher(), [&](Unit& unit) {
    auto report = load_case(view_of(unit), opened.id);
    reopen(unit, report, "It is still there.");
  });
  EXPECT_FALSE(test.load(opened.id).closed());
}

TEST_F(Life, AHolidayInTheSettingsMovesWhatIsPromisedFromThenOn) {
  EXPECT_EQ(to_rfc3339(*apply_for().due_at), "2027-03-04T14:00:00Z");
  auto next = *test.city().settings.get();
  next.holidays = {"2027-03-03"};
  test.run(system_actor("test"), [&](Unit& unit) { change_settings(unit, next); });
  EXPECT_EQ(to_rfc3339(*apply_for().due_at), "2027-03-05T14:00:00Z");
  test.reopen();
  EXPECT_EQ(to_rfc3339(*apply_for().due_at), "2027-03-05T14:00:00Z");
  next.holidays = {"Christmas"};
  EXPECT_THROW(test.run(system_actor("test"), [&](Unit& unit) { change_settings(unit, next); }), Refusal);
}

TEST_F(Life, AnUpdateFromOutsideCountsOnce) {
  auto const opened = test.pothole(in_north);
  auto const send = [&](std::string const& id, std::string const& status) {
    return test.run(system_actor("FixIt"), [&](Unit& unit) {
      auto report = load_case(view_of(unit), opened.id);
      return update_from_outside(unit, report,
                                 {.source = "fixit", .update_id = id, .status = status, .description = "Looks good now.", .at = unit.now});
    });
  };
  auto const first = send("u1", "fixed");
  EXPECT_FALSE(first.repeated);
  EXPECT_TRUE(test.load(opened.id).closed());
  auto const again = send("u1", "fixed");
  EXPECT_TRUE(again.repeated);
  EXPECT_EQ(again.update, first.update);
  send("u2", "reopen");
  EXPECT_FALSE(test.load(opened.id).closed());
  auto const updates = test.view(test.anonymous(), [&](View const& view) {
    return public_updates(view, {.from = test.clock().now() - std::chrono::hours{1}, .to = test.clock().now()});
  });
  ASSERT_EQ(updates.size(), 2U);
  EXPECT_EQ(updates[0].status, CaseStatus::closed);
  EXPECT_EQ(updates[0].description, "Looks good now.");
  EXPECT_EQ(updates[1].status, CaseStatus::open);
}

TEST_F(Life, UpdatesOfOneInstantComeInPagesAndEachOnce) {
  auto const opened = test.pothole(in_north);
  for (int n = 0; n < 7; ++n)
    test.run(test.dispatcher(), [&](Unit& unit) {
      auto report = load_case(view_of(unit), opened.id);
      reply(unit, report, "Answer " + std::to_string(n));
    });
  std::vector<std::string> said;
  for (std::size_t offset = 0; offset < 9; offset += 3)
    test.view(test.anonymous(), [&](View const& view) {
      auto const now = test.clock().now();
      for (auto const& update : public_updates(view, {.from = now, .to = now, .most = 3, .offset = offset}))
        said.push_back(update.description);
      return 0;
    });
  ASSERT_EQ(said.size(), 7U);
  for (int n = 0; n < 7; ++n) EXPECT_EQ(said[static_cast<std::size_t>(n)], "Answer " + std::to_string(n));
}

TEST_F(Life, TheTimelineTellsEachCircleWhatItMayKnow) {
  auto const opened = test.pothole(in_north);
  test.run(test.dispatcher(), [&](Unit& unit) {
    auto report = load_case(view_of(unit), opened.id);
    note(unit, report, "The reporter calls every day.");
    reply(unit, report, "A crew comes tomorrow.");
  });
  auto const texts = [&](Audience audience) {
    std::string all;
    for (auto const& step :
         test.view(test.dispatcher(), [&](View const& view) { return timeline(view, test.load(opened.id), audience, "en"); }))
      all += step.by + ":" + step.text + "|";
    return all;
  };
  EXPECT_NE(texts(Audience::staff).find("every day"), std::string::npos);
  EXPECT_EQ(texts(Audience::reporter).find("every day"), std::string::npos);
  EXPECT_NE(texts(Audience::reporter).find("streets:A crew comes tomorrow."), std::string::npos);
  EXPECT_EQ(texts(Audience::public_).find("Dana"), std::string::npos);
  EXPECT_EQ(texts(Audience::public_).find("tomorrow"), std::string::npos);
}

TEST_F(Life, WhatHappensElsewhereAndAmongStaffIsNotToldToWhoListens) {
  auto const opened = test.pothole(in_north);
  auto const last = [&](Audience audience) {
    return test.view(test.dispatcher(), [&](View const& view) { return last_told(view, opened.id, audience); });
  };
  auto const at_first = last(Audience::reporter);
  EXPECT_TRUE(at_first);
  test.pothole(in_north);
  test.run(test.dispatcher(), [&](Unit& unit) {
    auto report = load_case(view_of(unit), opened.id);
    note(unit, report, "The reporter calls every day.");
  });
  EXPECT_EQ(last(Audience::reporter), at_first);
  EXPECT_GT(last(Audience::staff), at_first);
  test.run(test.dispatcher(), [&](Unit& unit) {
    auto report = load_case(view_of(unit), opened.id);
    reply(unit, report, "A crew comes tomorrow.");
  });
  EXPECT_GT(last(Audience::reporter), at_first);
}

TEST_F(Life, TheRunnerFollowsEventsByItselfAndStopsWhenTold) {
  std::mutex mutex;
  std::condition_variable ran;
  int runs = 0;
  auto const job = [&](City&) {
    std::lock_guard const lock{mutex};
    ++runs;
    ran.notify_all();
  };
  JobRunner runner{test.city(), {{"count", std::chrono::seconds{3600}, job}}};
  std::unique_lock lock{mutex};
  EXPECT_TRUE(ran.wait_for(lock, std::chrono::seconds{20}, [&] { return runs > 0; }));
}

}  // namespace
}  // namespace cityhall
