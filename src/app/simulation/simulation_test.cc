// The simulation itself: a believable year, the same seed the same history, and an inspector that sees what is broken.

#include <set>

#include <gtest/gtest.h>

#include "app/catalogue.h"
#include "app/simulation/inspection.h"
#include "app/simulation/life.h"
#include "app/simulation/scratch_folder.h"
#include "base/json.h"
#include "base/log.h"
#include "kernel/run_unit.h"
#include "store/transaction.h"

namespace cityhall::simulation {
namespace {

Date day(int year, unsigned month, unsigned of_month) {
  return Date{std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{of_month}};
}

class QuietLog : public testing::Test {
 protected:
  QuietLog() { set_log_level(LogLevel::error); }
  ScratchFolder folder_;
};

struct AYear : QuietLog {
  Json const words = *parse_json(catalogue_file("demo/year.json"));
  BusinessCalendar const calendar{TimeZone{"America/Indiana/Indianapolis"}};
  Dice dice{7};
  Year const year{words, {calendar, {day(2026, 1, 1), 365}, {"pothole", "tree-down-or-damaged", "something-else"}}, dice};

  template <class Wanted>
  std::size_t count(std::vector<Arrival> const& arrivals, Wanted&& wanted) const {
    return static_cast<std::size_t>(std::count_if(arrivals.begin(), arrivals.end(), wanted));
  }
  unsigned month(Arrival const& arrival) const { return static_cast<unsigned>(calendar.zone().date_of(arrival.at).month()); }
};

TEST_F(AYear, HasExactlySoManyArrivalsInOrderOfTime) {
  auto const arrivals = year.arrivals(20'000, dice);
  ASSERT_EQ(arrivals.size(), 20'000U);
  EXPECT_TRUE(std::is_sorted(arrivals.begin(), arrivals.end(), [](auto const& a, auto const& b) { return a.at < b.at; }));
  EXPECT_EQ(calendar.zone().date_of(arrivals.front().at), day(2026, 1, 1));
  EXPECT_EQ(calendar.zone().date_of(arrivals.back().at).year(), std::chrono::year{2026});
}

TEST_F(AYear, HasPotholesAfterTheThawAndFewerReportsOnSundays) {
  auto const arrivals = year.arrivals(20'000, dice);
  auto const potholes = [&](unsigned in) {
    return count(arrivals, [&](Arrival const& each) { return each.service == 0 && month(each) == in; });
  };
  EXPECT_GT(potholes(3), 2 * potholes(8));
  auto const on = [&](unsigned weekday) {
    return count(arrivals, [&](Arrival const& each) {
      return std::chrono::weekday{std::chrono::sys_days{calendar.zone().date_of(each.at)}}.iso_encoding() == weekday;
    });
  };
  EXPECT_GT(on(1), 2 * on(7));
}

TEST_F(AYear, BringsTreesDownInStorms) {
  auto const arrivals = year.arrivals(20'000, dice);
  ASSERT_FALSE(year.storms().empty());
  auto const trees = count(arrivals, [](Arrival const& each) { return each.service == 1; });
  auto const in_storms = count(arrivals, [](Arrival const& each) { return each.service == 1 && each.in_storm; });
  EXPECT_GT(in_storms * 5, trees);  // a fifth of a year's trees in a few dozen hours
}

/// A name that no service has would do nothing and be missed by nobody.
TEST(DemoWords, AreAboutServicesOfTheCatalogueInBothLanguages) {
  std::set<std::string, std::less<>> services;
  for (auto const name : catalogue_names("services/", ".service.json"))
    services.emplace(name.substr(9, name.size() - 9 - std::string_view{".service.json"}.size()));
  auto const said = *parse_json(catalogue_file("demo/reports.json"));
  auto const year = *parse_json(catalogue_file("demo/year.json"));
  std::vector<Json const*> all{&said.at("services"), &said.at("completions"), &year.at("services")};
  for (auto const& storm : year.at("storms")) all.push_back(&storm.at("services"));
  for (auto const* lists : all)
    for (auto const& [service, unused] : lists->items()) EXPECT_TRUE(service.empty() || services.contains(service)) << service;
  for (auto const& service : services) EXPECT_TRUE(said.at("services").contains(service)) << service;
  for (auto const& lists : said.at("services"))
    for (auto const* language : {"en", "es"}) EXPECT_FALSE(lists.at(language).empty()) << lists;
}

using Simulated = QuietLog;

TEST_F(Simulated, MonthKeepsEveryPromise) {
  auto const report = simulate(folder_.path(), {.seed = 7, .from = day(2026, 2, 20), .days = 30, .cases = 450, .past = 1000});
  for (auto const& broken : report.broken) ADD_FAILURE() << broken.promise << ": " << broken.where;
  EXPECT_GT(report.counts.at("work orders done"), 50U);
  EXPECT_GT(report.counts.at("mails sent"), 50U);
  EXPECT_GT(report.counts.at("rated"), 20U);
  EXPECT_GT(report.counts.at("answered when asked again"), 0U);
}

TEST_F(Simulated, MonthWithFaultsKeepsEveryPromise) {
  auto const report = simulate(folder_.path(), {.seed = 11, .from = day(2026, 6, 1), .days = 30, .cases = 600, .faults = true});
  for (auto const& broken : report.broken) ADD_FAILURE() << broken.promise << ": " << broken.where;
  for (auto const* fault : {"crashes", "times the consumers stood still", "two actors on one case, the second was told",
                            "operations sent twice that counted once", "repeated requests that made nothing twice", "calls",
                            "calls that an agent took", "asked to be called back", "called back", "handled together with the same matter",
                            "colleagues who were asked", "want to hear about a street, a place or a service"})
    EXPECT_TRUE(report.counts.contains(fault)) << fault;
}

TEST_F(Simulated, SameSeedGivesTheSameHistory) {
  auto const history = [&](char const* name, std::uint64_t seed) {
    Plan const plan{.seed = seed, .from = day(2026, 1, 5), .days = 4, .cases = 60, .past = 200, .faults = true};
    return simulate(folder_.path() / name, plan).history;
  };
  auto const first = history("first", 7);
  EXPECT_EQ(first, history("second", 7));
  EXPECT_NE(first, history("third", 8));
}

/// Somebody breaks the rows behind the program's back.
struct Damage {
  char const* promise;
  store::Sql sql;
};

class ABrokenPromise : public testing::TestWithParam<Damage> {
 protected:
  ABrokenPromise() { set_log_level(LogLevel::error); }
  ScratchFolder folder_;
};

TEST_P(ABrokenPromise, IsSeen) {
  Plan const plan{.seed = 7, .from = day(2026, 1, 5), .days = 3, .cases = 70};
  Stage stage{folder_.path(), plan};
  Model model;
  Life life{stage, plan, model};
  life.begin();
  auto const ends = stage.now() + std::chrono::days{3};
  for (auto& agenda = life.agenda(); !agenda.empty() && agenda.next() < ends;) {
    stage.jump(agenda.next());
    agenda.take()();
    stage.follow();
  }
  stage.settle();
  Inspector inspector;
  auto const before = inspector.inspect(stage.city(), model, true);
  for (auto const& broken : before) ADD_FAILURE() << broken.promise << ": " << broken.where;
  stage.act(system_actor("damage"), [&](Unit& unit) { ASSERT_GT(unit.tx.run(GetParam().sql), 0); });
  auto const after = inspector.inspect(stage.city(), model, true);
  EXPECT_TRUE(std::any_of(after.begin(), after.end(), [](Broken const& broken) { return broken.promise == GetParam().promise; }))
      << "seen: " << (after.empty() ? "nothing" : after.front().promise);
}

INSTANTIATE_TEST_SUITE_P(
    Each, ABrokenPromise,
    testing::Values(
        Damage{"a closed case has its closing event, of the same instant",
               R"sql(UPDATE cases SET closed_at = closed_at + 1 WHERE is_open = 0)sql"},
        Damage{"an open case is sorted by its due time, a closed one stands last",
               R"sql(UPDATE cases SET due_key = due_key - 1 WHERE is_open = 1)sql"},
        Damage{"nobody changed history", R"sql(UPDATE events SET actor_name = 'Nobody' WHERE type = 'case.opened')sql"},
        Damage{"every event is sealed", R"sql(DELETE FROM event_seals WHERE event_id = (SELECT max(event_id) FROM event_seals))sql"},
        Damage{"every photo stays with its case", R"sql(DELETE FROM case_files)sql"},
        Damage{"the figures of a day are what its events say", R"sql(UPDATE service_days SET opened = opened + 1)sql"},
        Damage{"no number was skipped or given twice", R"sql(UPDATE number_sequences SET last = last + 1)sql"},
        Damage{"a closed case has no work order that is still to do",
               R"sql(UPDATE tasks SET is_over = 0, ended_at = NULL WHERE case_id IN (SELECT id FROM cases WHERE is_open = 0))sql"},
        Damage{"each consumer has followed all events", R"sql(UPDATE consumers SET last_event = last_event - 1)sql"},
        Damage{"a rating is what the reporter said last", R"sql(UPDATE case_ratings SET score = 6 - score + CASE WHEN score = 3 THEN 1 ELSE 0 END)sql"},
        Damage{"every answer about the work is kept, once", R"sql(DELETE FROM case_ratings)sql"},
        Damage{"a case stands in the square of its place", R"sql(UPDATE cases SET cell = cell + 1)sql"},
        Damage{"the last word about an open case is not that it was closed",
               R"sql(UPDATE cases SET is_open = 1, closed_at = NULL WHERE is_open = 0)sql"},
        Damage{"a case has the time of its closure exactly while it is closed", R"sql(UPDATE cases SET closed_at = NULL WHERE is_open = 0)sql"},
        Damage{"a case begins with one event", R"sql(DELETE FROM events WHERE type = 'case.opened')sql"},
        Damage{"a clock that stands has no due time", R"sql(UPDATE cases SET paused_left = 1 WHERE due_at IS NOT NULL)sql"},
        Damage{"the clock of an open case stands exactly while a pause is written down",
               R"sql(UPDATE cases SET paused_left = 1, due_at = NULL WHERE is_open = 1)sql"},
        Damage{"a work order has the time of its end exactly when it is over", R"sql(UPDATE tasks SET ended_at = NULL WHERE is_over = 1)sql"},
        Damage{"a rating is told by an event of the same instant", R"sql(UPDATE case_ratings SET changed_at = changed_at + 1)sql"},
        Damage{"only work that was finished is rated", R"sql(UPDATE case_ratings SET rated_at = 1)sql"},
        Damage{"who has answered is not asked again",
               R"sql(UPDATE notices SET template = 'follow-up', queued_at = queued_at + 9000000000000
                     WHERE case_id IN (SELECT case_id FROM case_ratings))sql"},
        Damage{"the same thing is told to the same address once",
               R"sql(INSERT INTO notices (id, notice_key, template, email, language, case_id, photo_file_id, content, is_secret, state, attempts,
                       queued_at, due_at, fault)
                     SELECT id + 1, notice_key || '/again', template, email, language, case_id, photo_file_id, content, is_secret, state,
                       attempts, queued_at, due_at, fault FROM notices WHERE case_id <> 0 ORDER BY id DESC LIMIT 1)sql"},
        Damage{"the lists of zones by case are those that the cases have", R"sql(DELETE FROM case_zones)sql"},
        Damage{"whether it has held is asked when it is time", R"sql(UPDATE case_follow_ups SET due_at = 1)sql"},
        Damage{"what was late was told as late", R"sql(UPDATE cases SET due_key = 1 WHERE is_open = 1)sql"},
        Damage{"the queues hold the open cases and no others", R"sql(UPDATE cases SET is_open = 0 WHERE is_open = 1)sql"},
        Damage{"every call is kept, once",
               R"sql(DELETE FROM interactions WHERE id = (SELECT max(id) FROM interactions WHERE wrap_up <> 'call_back'))sql"},
        Damage{"a call that ended says how", R"sql(UPDATE interactions SET wrap_up = '' WHERE ended_at IS NOT NULL)sql"},
        Damage{"nobody waits at the telephone overnight",
               R"sql(UPDATE interactions SET ended_at = NULL, wrap_up = '', started_at = started_at - 36000000000)sql"},
        Damage{"a case that follows another stands under it, and only then", R"sql(UPDATE cases SET main_id = id WHERE is_open = 1)sql"},
        Damage{"a case that follows another is open exactly as that one is",
               R"sql(UPDATE cases SET main_id = (SELECT min(id) FROM cases WHERE is_open = 0) WHERE is_open = 1)sql"},
        Damage{"a closed case has no pause that goes on",
               R"sql(INSERT INTO case_pauses (case_id, paused_at) SELECT id, opened_at FROM cases WHERE is_open = 0)sql"},
        Damage{"no event waits because a consumer could not handle it",
               R"sql(INSERT INTO parked_events (consumer, event_id, attempts, next_at, error, parked_at) VALUES ('a', 1, 1, 1, 'b', 1))sql"},
        Damage{"every follower stays with the case", R"sql(INSERT INTO case_followers (case_id, party_id, language, followed_at)
                     SELECT cases.id, parties.id, 'en', 1 FROM cases, parties WHERE parties.id <> cases.reporter_id LIMIT 1)sql"},
        Damage{"each answer that says something new is told once", R"sql(DELETE FROM events WHERE type = 'case.rated')sql"},
        Damage{"a case is found by its number", R"sql(DELETE FROM case_text WHERE rowid = (SELECT max(id) FROM cases))sql"},
        Damage{"an address is found by its place", R"sql(UPDATE addresses SET latitude = latitude + 1)sql"}));

TEST(AnInspector, SeesTheSameMailTwice) {
  Inspector inspector;
  EXPECT_TRUE(inspector.inspect_mails({{{}, "Message-ID: <a@b>\r\nhello"}, {{}, "Message-ID: <c@b>\r\nhello"}}).empty());
  EXPECT_EQ(inspector.inspect_mails({{{}, "Message-ID: <a@b>\r\nhello"}}).size(), 1U);
}

}  // namespace
}  // namespace cityhall::simulation
