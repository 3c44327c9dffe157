#include "kernel/fieldwork/settlement.h"

#include <gtest/gtest.h>

#include "base/refusal.h"
#include "kernel/cases/actions.h"
#include "kernel/fieldwork/operation.h"
#include "kernel/testing.h"

namespace cityhall {
namespace {

class Settlement : public testing::Test {
 protected:
  Settlement() {
    opened_ = test_.pothole(in_north);
    north_ = test_.crew(test_.north_crew());
    task_ = test_.view(north_, [&](View const& view) { return work_of(view, test_.north_crew()).at(0).id; });
  }
  OperationAnswer send(Actor const& actor, TaskOperation operation) {
    return test_.run(actor, [&](Unit& unit) {
      operation.device_time = unit.now;
      return take_in(unit, task_, operation);
    });
  }
  Task now() {
    return test_.view(north_, [&](View const& view) { return *task_by_id(view, task_); });
  }
  std::size_t open() {
    return test_.view(test_.dispatcher(), [](View const& view) { return count_conflicts(view); });
  }

  TestCity test_;
  OpenedCase opened_;
  Actor north_;
  TaskId task_;
};

TEST_F(Settlement, TheWorkOfTheCrewThatLostTheOrderCountsWhenADispatcherSaysSo) {
  test_.run(test_.dispatcher(), [&](Unit& unit) { assign_task(unit, task_, test_.south_crew(), {}); });
  auto const late = send(north_, {.id = "operation-1", .kind = OperationKind::done, .minutes = 30, .files = {FileId{5}}});
  EXPECT_EQ(late.result, OperationResult::conflict);
  EXPECT_EQ(now().state, TaskState::assigned);
  EXPECT_THROW(test_.run(north_, [&](Unit& unit) { accept_conflict(unit, "operation-1"); }), Refusal);
  test_.run(test_.dispatcher(), [&](Unit& unit) { accept_conflict(unit, "operation-1"); });
  EXPECT_EQ(now().state, TaskState::done);
  EXPECT_EQ(now().minutes, 30);
  EXPECT_TRUE(test_.load(opened_.id).closed());
  EXPECT_EQ(open(), 0U);
  EXPECT_THROW(test_.run(test_.dispatcher(), [&](Unit& unit) { accept_conflict(unit, "operation-1"); }), Refusal);
}

TEST_F(Settlement, ADispatcherChangesWhatCounts) {
  send(north_, {.id = "operation-1", .kind = OperationKind::done, .minutes = 30});
  EXPECT_EQ(send(north_, {.id = "operation-2", .kind = OperationKind::done, .minutes = 300}).result, OperationResult::conflict);
  test_.run(test_.dispatcher(),
            [&](Unit& unit) { accept_changed(unit, "operation-2", {.kind = OperationKind::note, .note = "tidied up", .minutes = 3}); });
  EXPECT_EQ(now().minutes, 33);
  EXPECT_EQ(open(), 0U);
}

TEST_F(Settlement, DiscardingNeedsAReason) {
  send(north_, {.id = "operation-1", .kind = OperationKind::done});
  send(north_, {.id = "operation-2", .kind = OperationKind::start});
  EXPECT_THROW(test_.run(test_.dispatcher(), [&](Unit& unit) { discard_conflict(unit, "operation-2", " "); }), Refusal);
  EXPECT_EQ(open(), 1U);
  test_.run(test_.dispatcher(), [&](Unit& unit) { discard_conflict(unit, "operation-2", "done by then"); });
  EXPECT_EQ(now().state, TaskState::done);
  EXPECT_EQ(open(), 0U);
}

TEST_F(Settlement, TwoPeopleWhoStartAndPauseWithoutSeeingEachOther) {
  auto first = north_;
  auto second = north_;
  first.account = AccountId{11};
  second.account = AccountId{12};
  EXPECT_EQ(send(first, {.id = "operation-1", .kind = OperationKind::start, .base_version = 1}).result, OperationResult::applied);
  EXPECT_EQ(send(first, {.id = "operation-2", .kind = OperationKind::pause, .base_version = 1}).result, OperationResult::applied);
  EXPECT_EQ(send(second, {.id = "operation-3", .kind = OperationKind::start, .base_version = 1}).result, OperationResult::conflict);
  EXPECT_EQ(send(second, {.id = "operation-4", .kind = OperationKind::start, .base_version = 3}).result, OperationResult::applied);
  EXPECT_EQ(now().state, TaskState::started);
}

TEST_F(Settlement, WhatNobodyElseKnowsIsRefusedAndNotKept) {
  EXPECT_THROW(send(test_.crew(CrewId{99}), {.id = "operation-1", .kind = OperationKind::start}), Refusal);
  EXPECT_THROW(send(north_, {.id = "short", .kind = OperationKind::start}), Refusal);
  EXPECT_EQ(open(), 0U);
}

}  // namespace
}  // namespace cityhall
