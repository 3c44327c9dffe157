#include <gtest/gtest.h>

#include "base/refusal.h"
#include "kernel/cases/actions.h"
#include "kernel/cases/inbox.h"
#include "kernel/cases/timeline.h"
#include "kernel/events/chain.h"
#include "kernel/jobs/runner.h"
#include "kernel/search/search.h"
#include "kernel/fieldwork/settlement.h"
#include "kernel/testing.h"
#include "kernel/fieldwork/operation.h"

namespace cityhall {
namespace {

TEST(Story, APotholeFromReportToFixed) {
  TestCity test;
  auto const opened = test.pothole(in_north, R"({"lane": "travel"})");
  EXPECT_EQ(opened.number, "SR-27-000001");
  ASSERT_TRUE(opened.due_at);
  EXPECT_EQ(to_rfc3339(*opened.due_at), "2027-03-09T14:00:00Z");  // five business days from a Tuesday
  EXPECT_EQ(test.events(opened.id), "case.opened task.created");

  auto const dana = test.dispatcher();
  auto const sam = test.crew(test.north_crew());
  auto const work = test.view(sam, [&](View const& view) { return work_of(view, test.north_crew()); });
  ASSERT_EQ(work.size(), 1U);
  EXPECT_EQ(work[0].case_number, opened.number);
  EXPECT_TRUE(test.view(sam, [&](View const& view) { return work_of(view, test.south_crew()); }).empty());

  test.clock().advance(std::chrono::hours{2});
  test.run(sam,
           [&](Unit& unit) { apply(unit, work[0].id, {.id = "operation-0001", .kind = OperationKind::accept, .device_time = unit.now}); });
  EXPECT_EQ(test.load(opened.id).state, "working");
  test.clock().advance(std::chrono::hours{1});
  TaskOperation const done{
      .id = "operation-0002", .kind = OperationKind::done, .device_time = test.clock().now(), .minutes = 25, .files = {FileId{77}}};
  auto const answer = test.run(sam, [&](Unit& unit) { return apply(unit, work[0].id, done); });
  EXPECT_EQ(answer.result, OperationResult::applied);
  EXPECT_EQ(answer.state, TaskState::done);

  auto const closed = test.load(opened.id);
  EXPECT_TRUE(closed.closed());
  EXPECT_EQ(closed.outcome, "fixed");
  EXPECT_EQ(test.events(opened.id), "case.opened task.created task.accepted case.state_changed task.done case.closed");
  auto const files = test.view(dana, [&](View const& view) { return files_of(view, opened.id); });
  ASSERT_EQ(files.size(), 1U);
  EXPECT_EQ(files[0].purpose, FilePurpose::work_after);
  EXPECT_EQ(files[0].visibility, FileVisibility::public_);

  // The same operation sent again: the first answer, nothing else.
  auto const again = test.run(sam, [&](Unit& unit) { return apply(unit, work[0].id, done); });
  EXPECT_EQ(again.result, OperationResult::repeated);
  EXPECT_EQ(again.version, answer.version);
  EXPECT_EQ(test.events(opened.id), "case.opened task.created task.accepted case.state_changed task.done case.closed");

  auto const steps = test.view(dana, [&](View const& view) { return timeline(view, closed, Audience::public_, "es"); });
  ASSERT_FALSE(steps.empty());
  EXPECT_EQ(steps.back().kind, StepKind::closed);
  EXPECT_EQ(steps.back().files, std::vector<FileId>{FileId{77}});
}

TEST(Story, TheReporterSeesTheirCaseAndNobodyElseDoes) {
  TestCity test;
  auto const opened = test.pothole(in_north);
  auto const look = [&](Actor const& actor, std::string_view secret) {
    return test.view(actor, [&](View const& view) { return case_by_number(view, opened.number, secret); });
  };
  EXPECT_TRUE(look(test.anonymous(), opened.secret).reporter_is_here);
  EXPECT_THROW(look(test.anonymous(), ""), Refusal);
  EXPECT_THROW(look(test.anonymous(), opened.secret + "x"), Refusal);
  EXPECT_THROW(look(test.crew(test.south_crew()), ""), Refusal);
  EXPECT_EQ(look(test.crew(test.north_crew()), "").number, opened.number);
  EXPECT_FALSE(look(test.dispatcher(), "").reporter_is_here);
}

TEST(Story, TheSecondOfTwoDispatchersIsToldWhatTheFirstDid) {
  TestCity test;
  auto const opened = test.pothole(in_north);
  auto const dana = test.dispatcher();
  auto const seen = test.load(opened.id).revision;
  test.run(dana, [&](Unit& unit) {
    auto report = load_case(view_of(unit), opened.id);
    expect_revision(view_of(unit), report, seen);
    assign(unit, report, {.queue = "streets/south"});
  });
  try {
    test.run(dana, [&](Unit& unit) {
      auto report = load_case(view_of(unit), opened.id);
      expect_revision(view_of(unit), report, seen);
      set_priority(unit, report, 1);
    });
    FAIL() << "the second change must be refused";
  } catch (Refusal const& refusal) {
    EXPECT_EQ(refusal.code, "case.changed");
    EXPECT_NE(in_english(refusal.message).find("Dana: case.assigned"), std::string::npos);
  }
  EXPECT_EQ(test.load(opened.id).priority, 3);
}

TEST(Story, WrongFieldsAreToldTogether) {
  TestCity test;
  try {
    test.run(test.anonymous(), [&](Unit& unit) {
      open_case(unit, {.service = "pothole", .answers = R"({"lane": "moon"})", .place = {.point = Point{50, 10}}, .reporter = {.email = "nobody"}});
    });
    FAIL();
  } catch (Refusal const& refusal) {
    std::set<std::string> fields;
    for (auto const& error : refusal.fields) fields.insert(error.field);
    EXPECT_EQ(fields, (std::set<std::string>{"where", "lane", "email"}));
  }
}

TEST(Story, NumbersHaveNoGapsAfterRefusals) {
  TestCity test;
  EXPECT_EQ(test.pothole(in_north).number, "SR-27-000001");
  EXPECT_THROW(test.pothole({50, 10}), Refusal);
  EXPECT_EQ(test.pothole(in_south).number, "SR-27-000002");
  test.reopen();
  EXPECT_EQ(test.pothole(in_south).number, "SR-27-000003");
}

TEST(Story, TheClockStandsStillWhileWaiting) {
  TestCity test;
  auto const opened = test.pothole(in_north);
  auto const dana = test.dispatcher();
  auto const take = [&](std::string_view action, std::string const& comment) {
    test.run(dana, [&](Unit& unit) {
      auto report = load_case(view_of(unit), opened.id);
      act(unit, report, action, {.comment = comment});
    });
  };
  test.clock().advance(std::chrono::hours{24});
  take("hold", "We wait for asphalt.");
  EXPECT_FALSE(test.load(opened.id).due_at);
  EXPECT_TRUE(test.load(opened.id).paused());
  test.clock().advance(std::chrono::hours{48});
  take("resume", "");
  auto const report = test.load(opened.id);
  ASSERT_TRUE(report.due_at);
  EXPECT_EQ(to_rfc3339(*report.due_at), "2027-03-11T14:00:00Z");  // two business days later than promised at first
}

TEST(Story, AnActionThatTheStateOrRoleDoesNotAllowIsRefused) {
  TestCity test;
  auto const opened = test.pothole(in_north);
  auto const attempt = [&](Actor const& actor, std::string_view action) {
    try {
      test.run(actor, [&](Unit& unit) {
        auto report = load_case(view_of(unit), opened.id);
        act(unit, report, action, {.comment = "x"});
      });
      return std::string{"done"};
    } catch (Refusal const& refusal) {
      return refusal.code;
    }
  };
  EXPECT_EQ(attempt(test.dispatcher(), "resume"), "case.action_unavailable");
  EXPECT_EQ(attempt(test.crew(test.north_crew()), "hold"), "case.role");
  EXPECT_EQ(attempt(test.dispatcher(), "duplicate"), "done");
  EXPECT_EQ(test.load(opened.id).outcome, "duplicate");
}

TEST(Story, OperationsThatComeTooLateAreKeptForADispatcher) {
  TestCity test;
  auto const opened = test.pothole(in_north);
  auto const north = test.crew(test.north_crew());
  auto const task = test.view(north, [&](View const& view) { return work_of(view, test.north_crew()).at(0).id; });
  test.run(test.dispatcher(), [&](Unit& unit) { assign_task(unit, task, test.south_crew(), {}); });
  auto const late = test.run(north, [&](Unit& unit) {
    return apply(unit, task,
                 {.id = "operation-late", .kind = OperationKind::done, .device_time = unit.now, .note = "filled", .files = {FileId{5}}});
  });
  EXPECT_EQ(late.result, OperationResult::conflict);
  EXPECT_EQ(test.load(opened.id).status, CaseStatus::open);
  auto const conflicts = test.view(test.dispatcher(), [&](View const& view) { return open_conflicts(view); });
  ASSERT_EQ(conflicts.size(), 1U);
  EXPECT_EQ(conflicts[0].operation.note, "filled");
  EXPECT_EQ(conflicts[0].operation.files, std::vector<FileId>{FileId{5}});
  test.run(test.dispatcher(), [&](Unit& unit) { settle_conflict(unit, "operation-late", "the south crew looks at it"); });
  EXPECT_TRUE(test.view(test.dispatcher(), [&](View const& view) { return open_conflicts(view); }).empty());
  // A crew that never had it learns nothing.
  EXPECT_THROW(test.run(test.crew(CrewId{99}), [&](Unit& unit) { apply(unit, task, {.id = "operation-other"}); }), Refusal);
}

TEST(Story, TwoCitiesInOneProcessKnowNothingOfEachOther) {
  TestCity one;
  TestCity two;
  auto const opened = one.pothole(in_north);
  EXPECT_EQ(two.view(two.dispatcher(), [&](View const& view) { return inbox(view, {}, {}, "en").rows.size(); }), 0U);
  EXPECT_EQ(one.view(one.dispatcher(), [&](View const& view) { return inbox(view, {}, {}, "en").rows.size(); }), 1U);
  EXPECT_EQ(two.pothole(in_north).number, opened.number);
  EXPECT_THROW(two.view(two.anonymous(), [&](View const& view) { return case_by_number(view, opened.number, opened.secret); }), Refusal);
}

}  // namespace
}  // namespace cityhall
