#include "kernel/cases/family.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>

#include "base/json.h"
#include "base/refusal.h"
#include "kernel/cases/correction.h"
#include "kernel/cases/inbox.h"
#include "kernel/definitions/definition_set.h"
#include "kernel/testing.h"

namespace cityhall {
namespace {

class Families : public testing::Test {
 protected:
  Case load(CaseId id) { return test.load(id); }
  void merge_into(CaseId id, CaseId main) {
    test.run(test.dispatcher(), [&](Unit& unit) {
      auto report = load_case(view_of(unit), id);
      merge(unit, report, load_case(view_of(unit), main));
    });
  }
  void take_out(CaseId id) {
    test.run(test.dispatcher(), [&](Unit& unit) {
      auto report = load_case(view_of(unit), id);
      unmerge(unit, report);
    });
  }
  void close_as_fixed(CaseId id) {
    test.run(test.dispatcher(), [&](Unit& unit) {
      auto report = load_case(view_of(unit), id);
      close(unit, report, {.comment = "Filled.", .outcome = "fixed"});
    });
  }
  TestCity test{{"pothole", "graffiti", "missed-collection"}};
};

TEST_F(Families, AMemberFollowsItsMainCaseToTheEndAndBack) {
  auto const first = test.pothole(in_north);
  auto const second = test.pothole(in_north);
  merge_into(second.id, first.id);
  EXPECT_EQ(load(second.id).main, first.id);
  EXPECT_THROW(close_as_fixed(second.id), Refusal);
  close_as_fixed(first.id);
  EXPECT_TRUE(load(second.id).closed());
  EXPECT_EQ(load(second.id).outcome, "fixed");
  EXPECT_EQ(load(second.id).closing_message, "Filled.");
  // Whoever says that it is not fixed opens it again for all.
  test.run(test.dispatcher(), [&](Unit& unit) {
    auto report = load_case(view_of(unit), second.id);
    reopen(unit, report, "Still there");
    EXPECT_FALSE(report.closed());
  });
  EXPECT_FALSE(load(first.id).closed());
  take_out(second.id);
  close_as_fixed(first.id);
  EXPECT_FALSE(load(second.id).closed());
}

TEST_F(Families, WhatWasBroughtAlongGoesBackWithTheOneThatBroughtIt) {
  auto const a = test.pothole(in_north);
  auto const b = test.pothole(in_north);
  auto const c = test.pothole(in_north);
  merge_into(a.id, b.id);
  merge_into(b.id, c.id);
  EXPECT_EQ(load(a.id).main, c.id);
  EXPECT_THROW(merge_into(c.id, a.id), Refusal);  // itself, by way of a member
  take_out(b.id);
  EXPECT_EQ(load(a.id).main, b.id);
  EXPECT_EQ(load(b.id).main, CaseId{});
}

TEST_F(Families, AMemberIsNoWorkOfItsOwn) {
  auto const first = test.pothole(in_north);
  auto const second = test.pothole(in_north);
  merge_into(second.id, first.id);
  test.view(test.dispatcher(), [&](View const& view) {
    EXPECT_EQ(inbox(view, {}, {}, "en").rows.size(), 1U);
    EXPECT_EQ(inbox(view, {.text = second.number}, {}, "en").rows.size(), 1U);
    EXPECT_TRUE(near_cases(view, load_case(view, first.id)).empty());
  });
}

TEST_F(Families, AnotherServiceAsksOnlyWhatIsMissing) {
  auto const opened = test.pothole(in_south, R"({"lane": "travel"})");
  test.view(test.dispatcher(), [&](View const& view) {
    auto const to = view.city.definitions.get()->find("missed-collection");
    auto const report = load_case(view, opened.id);
    auto const carried = carry_answers(view, report, to);
    ASSERT_FALSE(carried.missing.empty());
    for (auto const& id : carried.missing) EXPECT_FALSE(to->question(id)->is_place());
  });
  test.run(test.dispatcher(), [&](Unit& unit) {
    auto report = load_case(view_of(unit), opened.id);
    EXPECT_THROW(correct_service(unit, report, {.service = "missed-collection"}), Refusal);
  });
  test.run(test.dispatcher(), [&](Unit& unit) {
    auto report = load_case(view_of(unit), opened.id);
    correct_service(unit, report, {.service = "missed-collection", .leave_unanswered = true});
    EXPECT_EQ(report.service, "missed-collection");
    EXPECT_EQ(report.opened_at, opened.opened_at);
  });
}

/// What must be true of the city, whatever was done: kept beside the program and compared with it.
class World {
 public:
  World(TestCity& test, unsigned seed) : test_{test}, random_{seed} {}

  void open() {
    auto const opened = test_.pothole(pick(2) == 0 ? in_north : in_south);
    known_[opened.id] = {};
  }
  void step() {
    if (known_.size() < 3) return open();
    auto const id = any();
    try {
      act(id, pick(9));
    } catch (Refusal const&) {
      ++refused_;  // what may not be done changes nothing: the checks below see to it
    }
  }
  void check() {
    test_.view(test_.dispatcher(), [&](View const& view) {
      std::size_t open_work = 0;
      std::size_t closings = 0;
      for (auto& [id, known] : known_) {
        auto const report = load_case(view, id);
        check_company(view, report, known);
        check_history(view, report, known);
        if (!report.closed() && !report.main) ++open_work;
        if (report.closed()) ++closings;
      }
      EXPECT_EQ(inbox(view, {}, {.size = 200}, "en").rows.size(), std::min<std::size_t>(open_work, 200));
      EXPECT_EQ(inbox(view, {.status = CaseStatus::closed}, {.size = 200}, "en").rows.size(), std::min<std::size_t>(closings, 200));
    });
  }
  std::size_t refused() const { return refused_; }
  std::size_t cases() const { return known_.size(); }

 private:
  struct Known {
    std::set<PartyId> followers{};
    std::set<FileId> photos{};
    std::vector<EventId> history{};
  };

  std::size_t pick(std::size_t below) { return std::uniform_int_distribution<std::size_t>{0, below - 1}(random_); }
  CaseId any() { return std::next(known_.begin(), static_cast<std::ptrdiff_t>(pick(known_.size())))->first; }

  void act(CaseId id, std::size_t what) {
    test_.clock().advance(std::chrono::minutes{7});
    test_.run(test_.dispatcher(), [&](Unit& unit) {
      auto report = load_case(view_of(unit), id);
      switch (what) {
        case 0:
          return add_follower(unit, id);
        case 1:
          return add_photo(unit, report);
        case 2:
          return merge(unit, report, load_case(view_of(unit), any()));
        case 3:
          return merge(unit, report, load_case(view_of(unit), any()), Bond::incident);
        case 4:
          return unmerge(unit, report);
        case 5:
          return close(unit, report, {.comment = "Done.", .outcome = "fixed"});
        case 6:
          return reopen(unit, report, "Not done");
        case 7:
          return divide(unit, report);
        default:
          return correct_service(unit, report, {.service = report.service == "pothole" ? "graffiti" : "pothole", .leave_unanswered = true});
      }
    });
    if (what == 0) known_[id].followers.insert(last_party_);
    if (what == 1) known_[id].photos.insert(last_file_);
    if (what == 7) known_[last_part_] = {.followers = known_[id].followers, .photos = known_[id].photos};
  }
  void add_follower(Unit& unit, CaseId id) {
    last_party_ = find_or_make_party(unit, {.email = "p" + std::to_string(pick(12)) + "@example.org"});
    follow(unit, id, last_party_, "en");
  }
  void add_photo(Unit& unit, Case& report) {
    last_file_ = unit.city.ids().make<FileId>();
    attach(unit, report, {.file = last_file_, .purpose = FilePurpose::reported, .visibility = FileVisibility::public_});
  }
  void divide(Unit& unit, Case& report) {
    std::vector<FileId> const photos{known_[report.id].photos.begin(), known_[report.id].photos.end()};
    last_part_ = split(unit, report, {.service = "pothole", .files = photos, .description = "The other one"}).id;
  }

  void check_company(View const& view, Case const& report, Known const& known) {
    std::set<PartyId> followers;
    for (auto const& follower : followers_of(view, report.id)) followers.insert(follower.party);
    EXPECT_EQ(followers, known.followers) << report.number;
    std::set<FileId> photos;
    for (auto const& file : files_of(view, report.id)) photos.insert(file.file);
    EXPECT_EQ(photos, known.photos) << report.number;
    if (!report.main) return;
    auto const main = load_case(view, report.main);
    EXPECT_EQ(main.main, CaseId{}) << "a family has one head";
    EXPECT_EQ(main.closed(), report.closed()) << report.number << " and " << main.number;
    auto const of_family = family_files_of(view, main.id);
    if (main_of(view, report)->bond == Bond::incident) return;
    for (auto const photo : known.photos)
      EXPECT_EQ(std::count_if(of_family.begin(), of_family.end(), [&](CaseFile const& file) { return file.file == photo; }), 1);
  }
  /// Nothing that was told before is gone or changed its place; opened once; as often closed as the state says.
  void check_history(View const& view, Case const& report, Known& known) {
    std::vector<EventId> history;
    std::map<std::string, int> count;
    for (auto const& event : events_of(view, report.id)) {
      history.push_back(event.id);
      ++count[event.type];
    }
    ASSERT_GE(history.size(), known.history.size());
    EXPECT_TRUE(std::equal(known.history.begin(), known.history.end(), history.begin()));
    known.history = std::move(history);
    EXPECT_EQ(count["case.opened"], 1) << report.number;
    EXPECT_EQ(count["case.closed"] - count["case.reopened"], report.closed() ? 1 : 0) << report.number;
  }

  TestCity& test_;
  std::mt19937 random_;
  std::map<CaseId, Known> known_;
  std::size_t refused_ = 0;
  PartyId last_party_{};
  FileId last_file_{};
  CaseId last_part_{};
};

class FamilyStories : public testing::TestWithParam<unsigned> {};

TEST_P(FamilyStories, FollowersPhotosEventsAndCountsAreConserved) {
  TestCity test{{"pothole", "graffiti"}};
  World world{test, GetParam()};
  for (int i = 0; i < 6; ++i) world.open();
  for (int i = 0; i < 120; ++i) {
    world.step();
    if (i % 4 == 3) world.check();
    if (testing::Test::HasFailure()) FAIL() << "seed " << GetParam() << ", step " << i;
  }
  EXPECT_GT(world.cases(), 6U);
  EXPECT_LT(world.refused(), 100U);
}

INSTANTIATE_TEST_SUITE_P(Seeds, FamilyStories, testing::Range(1U, 13U));

}  // namespace
}  // namespace cityhall
