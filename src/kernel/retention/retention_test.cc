#include <gtest/gtest.h>

#include "base/refusal.h"
#include "kernel/calendar/business_calendar.h"
#include "kernel/cases/case_text.h"
#include "kernel/cases/public_case.h"
#include "kernel/cases/removed.h"
#include "kernel/cases/state.h"
#include "kernel/events/event.h"
#include "kernel/files/file.h"
#include "kernel/jobs/runner.h"
#include "kernel/retention/cutoff.h"
#include "kernel/retention/remove.h"
#include "kernel/retention/testing.h"

namespace cityhall {
namespace {

using std::chrono::days;

constexpr auto five_years = days{5 * 365 + 2};

TEST_F(Retention, WhatIsPastItsTimeLeavesNoWordOfAnybody) {
  auto const opened = told_in_full();
  close_as_fixed(opened.id);
  pass(five_years - days{4});
  EXPECT_EQ(remove_overdue(test.city()).cases, 0U) << "its time is not over";
  EXPECT_NE(whole_database().find("Quixote"), std::string::npos);
  pass(days{4});
  auto const removed = remove_overdue(test.city());
  EXPECT_EQ(removed.cases, 1U);
  EXPECT_EQ(removed.people, 1U);
  EXPECT_EQ(removed.photos, 1U);
  EXPECT_FALSE(is_there(opened.id));
  auto const left = whole_database();
  EXPECT_EQ(left.find("uixote"), std::string::npos);
  EXPECT_EQ(left.find("5550199"), std::string::npos);
  EXPECT_NE(left.find(opened.number), std::string::npos) << "figures need the row";
  test.view(test.dispatcher(), [&](View const& view) {
    EXPECT_TRUE(case_texts().search(view.reader, "quixote", 10).empty());
    EXPECT_TRUE(removed_case(view, opened.number)->is_public);
    EXPECT_THROW(public_case(view, opened.number), Refusal);
    EXPECT_EQ(figures(view, test.clock().now(), 5000).at(0).closed, 1U);
  });
  pass(days{2});
  EXPECT_EQ(sweep_blobs(test.city()), 1);
  EXPECT_EQ(remove_overdue(test.city()).cases, 0U);
}

TEST_F(Retention, TheChainOfEventsStillProvesHistory) {
  auto const opened = told_in_full();
  close_as_fixed(opened.id);
  auto const later = test.pothole(in_south);
  pass(five_years);
  remove_overdue(test.city());
  auto const report = verify();
  EXPECT_TRUE(report.intact()) << report.what;
  EXPECT_GT(report.emptied, 4U);
  EXPECT_EQ(report.unsealed, 0U);
  EXPECT_NE(test.events(opened.id).find("case.opened"), std::string::npos) << "that it happened stays";
  EXPECT_TRUE(test.events(opened.id).ends_with("case.removed"));
  EXPECT_TRUE(is_there(later.id));
}

struct Trick {
  char const* sql;
};
class EmptiedEvents : public Retention, public testing::WithParamInterface<Trick> {};

TEST_P(EmptiedEvents, CannotBeWrittenAnew) {
  auto const opened = told_in_full();
  close_as_fixed(opened.id);
  auto const kept = test.pothole(in_south);
  run_consumers(test.city());
  pass(five_years);
  remove_overdue(test.city());
  ASSERT_TRUE(verify().intact());
  auto sql = std::string{GetParam().sql};
  for (auto const& [word, id] : {std::pair{"GONE", opened.id}, std::pair{"KEPT", kept.id}})
    if (auto const at = sql.find(word); at != std::string::npos) sql.replace(at, 4, to_text(id));
  store::write_script(test.city().db(), sql);
  EXPECT_EQ(verify().what, "changed");
}

INSTANTIATE_TEST_SUITE_P(
    Ways, EmptiedEvents,
    testing::Values(Trick{"UPDATE events SET data = '{\"message\":\"nothing\"}' WHERE case_id = GONE AND type = 'case.replied'"},
                    Trick{"DELETE FROM event_removals WHERE event_id = (SELECT min(event_id) FROM event_removals)"},
                    Trick{"UPDATE events SET data = '{}' WHERE case_id = GONE AND type = 'case.removed'"},
                    Trick{"INSERT INTO event_removals SELECT min(id), 1, x'00' FROM events WHERE case_id = KEPT"},
                    Trick{"INSERT INTO event_removals SELECT (SELECT min(id) FROM events WHERE case_id = KEPT), removal_id, rest "
                          "FROM event_removals LIMIT 1"}));

TEST_F(Retention, WhatMustStayStays) {
  auto const held = told_in_full();
  auto const of_person = told_in_full();  // the same reporter
  auto const open = test.pothole(in_north);
  auto const member = test.pothole(in_north);
  auto const main = test.pothole(in_north);
  merge_into(member.id, main.id);
  for (auto const& each : {held, of_person, main}) close_as_fixed(each.id);
  pass(five_years);
  store::write_script(
      test.city().db(),
      "INSERT INTO legal_holds (id, case_id, party_id, reason, set_at, set_by, lifted_at, lifted_by) SELECT 1, 0, reporter_id, "
      "'a court case', 0, 'Ada', NULL, '' FROM cases WHERE id = " +
          to_text(of_person.id));
  EXPECT_EQ(remove_overdue(test.city()).cases, 2U) << "the member, then its main case";
  EXPECT_FALSE(is_there(member.id));
  EXPECT_FALSE(is_there(main.id));
  for (auto const& each : {held, of_person, open}) EXPECT_TRUE(is_there(each.id));
  store::write_script(test.city().db(), "UPDATE legal_holds SET lifted_at = 1");
  EXPECT_EQ(remove_overdue(test.city()).cases, 2U);
}

TEST_F(Retention, AHoldOnAPersonKeepsWhatIsAboutThemInRequestsOfOthers) {
  auto const reported = told_in_full();
  auto const quixote = test.load(reported.id).reporter;
  auto const witness = test.load(test.run(test.anonymous(), [&](Unit& unit) {
    return open_case(unit, {.service = "pothole", .place = {.point = in_south}, .reporter = {.email = "witness@example.org"}});
  }).id).reporter;
  called(witness, reported.id, "witness@example.org", "saw it");
  close_as_fixed(reported.id);
  hold(witness);
  EXPECT_THROW(erase(witness), Refusal);
  EXPECT_EQ(erase(quixote).count(Erasure::is_held), 1U);
  EXPECT_EQ(noted("saw it"), 1);
  pass(five_years);
  EXPECT_EQ(remove_overdue(test.city()).cases, 0U) << "the nightly removal keeps it, too";
  EXPECT_TRUE(is_there(reported.id));
  lift_holds();
  EXPECT_EQ(remove_overdue(test.city()).cases, 1U);
}

TEST_F(Retention, WhatWasPutAwayGoesAfterNinetyDays) {
  auto const message = wrote("quixote@example.org", "nothing for us");
  wrote("quixote@example.org", "waits");
  test.run(system_actor("test"), [&](Unit& unit) {
    auto known = incoming_by_id(view_of(unit), message);
    settle(unit, known, {});
  });
  pass(days{89});
  remove_overdue_nightly(test.city());
  EXPECT_EQ(counted(R"sql(SELECT count(*) FROM incoming_messages)sql"), 2);
  pass(days{2});
  remove_overdue_nightly(test.city());
  EXPECT_EQ(counted(R"sql(SELECT count(*) FROM incoming_messages)sql"), 1);
}

TEST_F(Retention, ARequestWaitsForTheCallThatItPromisedAndTakesItAlong) {
  auto const opened = told_in_full();
  told_in_full();  // so that the person stays
  close_as_fixed(opened.id);
  pass(five_years);
  auto const call = test.run(system_actor("test"), [&](Unit& unit) {
    auto const event = unit.tx.value<EventId>(R"sql(SELECT min(id) FROM events WHERE case_id = $1)sql", opened.id);
    return ask_call_back(unit, {.name = "Quixote", .phone = "312 555 0199", .external_id = "event/" + to_text(event)});
  });
  EXPECT_EQ(remove_overdue(test.city()).cases, 0U);
  reach(call);
  EXPECT_EQ(remove_overdue(test.city()).cases, 1U);
  EXPECT_EQ(counted(R"sql(SELECT count(*) FROM call_backs WHERE name <> '')sql"), 0);
}

TEST_F(Retention, TextMessagesThatAskedHowItWasGoWithTheRequest) {
  auto const opened = told_in_full();
  told_in_full();  // so that the person stays
  close_as_fixed(opened.id);
  store::write_script(test.city().db(),
                      "INSERT INTO provider_requests (id, request_key, path, form, parts, state, attempts, next_at, fault) VALUES (1, "
                      "'follow-up/" + to_text(opened.id) + "/rating/1', 'Messages.json', 'To=Quixote', 1, 'sent', 1, 1, '')");
  pass(five_years);
  remove_overdue(test.city());
  EXPECT_EQ(counted(R"sql(SELECT count(*) FROM provider_requests)sql"), 0);
}

TEST_F(Retention, AMemberWaitsForItsMainCase) {
  auto const member = test.pothole(in_north);
  auto const main = test.pothole(in_north);
  merge_into(member.id, main.id);
  close_as_fixed(main.id);
  pass(five_years);
  store::write_script(test.city().db(),
                      "INSERT INTO legal_holds (id, case_id, party_id, reason, set_at, set_by, lifted_at, lifted_by) VALUES (1, " +
                          to_text(main.id) + ", 0, 'audit', 0, 'Ada', NULL, '')");
  EXPECT_EQ(remove_overdue(test.city()).cases, 0U);
  EXPECT_TRUE(is_there(member.id));
}

TEST_F(Retention, APersonWhoIsStillMentionedStays) {
  auto const first = told_in_full();
  close_as_fixed(first.id);
  pass(five_years);
  auto const second = told_in_full();
  auto const removed = remove_overdue(test.city());
  EXPECT_EQ(removed.cases, 1U);
  EXPECT_EQ(removed.people, 0U);
  EXPECT_TRUE(test.load(second.id).reporter);
}

TEST_F(Retention, HappensOnceANight) {
  remove_overdue_nightly(test.city());
  auto const opened = told_in_full();
  close_as_fixed(opened.id);
  test.clock().advance(std::chrono::hours{1});
  store::write_script(test.city().db(), "UPDATE cases SET closed_at = 1");
  remove_overdue_nightly(test.city());
  EXPECT_TRUE(is_there(opened.id)) << "this night is done";
  test.clock().advance(std::chrono::hours{24});
  remove_overdue_nightly(test.city());
  EXPECT_FALSE(is_there(opened.id));
}

TEST_F(Retention, LeavesADayToLookAfterAnUpdate) {
  auto const opened = told_in_full();
  close_as_fixed(opened.id);
  pass(five_years);
  remove_overdue_nightly(test.city());
  EXPECT_TRUE(is_there(opened.id));
  pass(days{1});
  remove_overdue_nightly(test.city());
  EXPECT_FALSE(is_there(opened.id));
}

TEST_F(Retention, ARequestThatSomebodyTalksAboutWaits) {
  auto const talked_about = told_in_full();
  auto const promised = told_in_full();
  for (auto const& each : {talked_about, promised}) close_as_fixed(each.id);
  pass(five_years);
  auto const contact = calls("", talked_about.id);
  auto const call = wants_call("312 555 0177", calls("", promised.id));
  EXPECT_EQ(remove_overdue(test.city()).cases, 0U);
  hangs_up(contact);
  reach(call);
  store::write_script(test.city().db(), "UPDATE interactions SET ended_at = 1");
  EXPECT_EQ(remove_overdue(test.city()).cases, 2U);
  EXPECT_FALSE(is_known("uixote"));
}

TEST(TimeOfKeeping, EndsWhenTheCalendarSaysSo) {
  BusinessCalendar const calendar{TimeZone{"America/New_York"}};
  auto const now = test_morning();
  for (auto const* text : {"P5Y", "P18M", "P90D", "P10BD", "PT36H", "P1Y2M3D"}) {
    auto const period = parse_period(text).value();
    auto const over = kept_until_now(calendar, period, now);
    EXPECT_LE(calendar.due(over, period), now) << text;
    EXPECT_GT(calendar.due(over + std::chrono::microseconds{1}, period), now) << text;
  }
}

}  // namespace
}  // namespace cityhall
