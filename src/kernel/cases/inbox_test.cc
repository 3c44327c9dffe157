#include <gtest/gtest.h>

#include "base/refusal.h"
#include "kernel/cases/actions.h"
#include "kernel/cases/inbox.h"
#include "kernel/definitions/definition.h"
#include "kernel/jobs/runner.h"
#include "kernel/search/search.h"
#include "kernel/testing.h"

namespace cityhall {
namespace {

/// Forty cases in all sorts of conditions.
std::vector<CaseId> many_cases(TestCity& test) {
  SeededRandom random{5};
  auto const dana = test.dispatcher();
  std::vector<CaseId> ids;
  for (int count = 0; count < 40; ++count) {
    auto const* service = count % 3 == 0 ? "graffiti" : "pothole";
    Point const where{39.91 + static_cast<double>(random.below(180)) / 1000, -86.1};
    ids.push_back(test
                      .run(test.anonymous(),
                           [&](Unit& unit) {
                             return open_case(unit, {.service = service,
                                                     .place = {.point = where},
                                                     .description = count % 2 == 0 ? "near the library" : "by the river"});
                           })
                      .id);
    test.clock().advance(std::chrono::hours{7});
    test.run(dana, [&](Unit& unit) {
      auto report = load_case(view_of(unit), ids.back());
      if (random.below(4) == 0) set_priority(unit, report, static_cast<int>(1 + random.below(5)));
      if (random.below(4) == 0) assign(unit, report, {.assignee = AccountId{1 + static_cast<std::int64_t>(random.below(2))}});
      if (random.below(4) == 0) close(unit, report, {.comment = "Done."});
    });
  }
  return ids;
}

bool in_queue(std::string const& pattern, std::string const& queue) {
  if (pattern.empty()) return true;
  if (!pattern.ends_with("/*")) return pattern == queue;
  auto const department = pattern.substr(0, pattern.size() - 2);
  return queue == department || queue.starts_with(department + "/");
}

bool is_due(DueFilter filter, Case const& report, Time now) {
  auto const later = std::chrono::days{3};
  bool const has_due = report.due_at && !report.closed();
  switch (filter) {
    case DueFilter::any: return true;
    case DueFilter::overdue: return has_due && *report.due_at < now;
    case DueFilter::soon: return has_due && *report.due_at >= now && *report.due_at < now + later;
    case DueFilter::none: return !has_due;
    case DueFilter::today: return false;
  }
  return false;
}

bool fits(InboxFilter const& filter, Case const& report, Time now) {
  bool const in_zone = !filter.zone || std::find(report.zones.begin(), report.zones.end(), filter.zone) != report.zones.end();
  return in_zone && in_queue(filter.queue, report.queue) && (!filter.status || *filter.status == report.status) &&
         (filter.service.empty() || filter.service == report.service) && (!filter.assignee || filter.assignee == report.assignee) &&
         (!filter.unassigned || !report.assignee) && is_due(filter.due, report, now);
}

std::vector<CaseId> all_pages(TestCity& test, InboxFilter const& filter) {
  std::vector<CaseId> ids;
  PageKey page{.size = 7};
  do {
    auto const found = test.view(test.dispatcher(), [&](View const& view) { return inbox(view, filter, page, "en"); });
    for (auto const& row : found.rows) ids.push_back(row.id);
    page.after = found.next;
  } while (!page.after.empty());
  return ids;
}

InboxFilter random_filter(TestCity& test, Random& random) {
  InboxFilter filter;
  auto const pick = [&](auto... choices) { return std::array{choices...}.at(random.below(sizeof...(choices))); };
  filter.queue = pick("", "", "streets/north", "streets/*", "parks/south", "parks/*");
  filter.status = pick(std::optional<CaseStatus>{}, std::optional{CaseStatus::open}, std::optional{CaseStatus::closed});
  filter.service = pick("", "", "pothole", "graffiti");
  filter.zone = pick(ZoneId{}, test.zone("north"), test.zone("south"));
  filter.due = pick(DueFilter::any, DueFilter::any, DueFilter::overdue, DueFilter::soon, DueFilter::none);
  filter.assignee = pick(AccountId{}, AccountId{}, AccountId{1}, AccountId{2});
  filter.unassigned = random.below(4) == 0;
  filter.sort = pick(InboxSort::due, InboxSort::newest, InboxSort::oldest, InboxSort::priority, InboxSort::updated);
  return filter;
}

TEST(Inbox, AgreesWithAFilterByHandOnEveryPage) {
  TestCity test{{"pothole", "graffiti"}};
  auto const ids = many_cases(test);
  std::vector<Case> reports;
  for (auto const id : ids) reports.push_back(test.load(id));
  SeededRandom random{13};
  auto const now = test.clock().now();
  std::size_t hits = 0;
  for (int turn = 0; turn < 200; ++turn) {
    auto const filter = random_filter(test, random);
    auto const found = all_pages(test, filter);
    std::set<CaseId> expected;
    for (auto const& report : reports)
      if (fits(filter, report, now)) expected.insert(report.id);
    ASSERT_EQ(std::set<CaseId>(found.begin(), found.end()), expected) << turn;
    ASSERT_EQ(found.size(), expected.size()) << "a case stands on two pages";
    hits += found.size();
  }
  EXPECT_GT(hits, 300U);
}

TEST(Inbox, IsInTheAskedOrder) {
  TestCity test{{"pothole", "graffiti"}};
  many_cases(test);
  auto const rows = test.view(test.dispatcher(), [](View const& view) { return inbox(view, {}, {}, "en").rows; });
  ASSERT_GT(rows.size(), 5U);
  EXPECT_TRUE(std::is_sorted(rows.begin(), rows.end(), [](InboxRow const& a, InboxRow const& b) { return a.due_at < b.due_at; }));
  auto const newest =
      test.view(test.dispatcher(), [](View const& view) { return inbox(view, {.sort = InboxSort::newest}, {}, "en").rows; });
  EXPECT_TRUE(std::is_sorted(newest.begin(), newest.end(), [](InboxRow const& a, InboxRow const& b) { return a.opened_at > b.opened_at; }));
}

TEST(Inbox, CountsQueuesAndFindsWords) {
  TestCity test{{"pothole", "graffiti"}};
  auto const ids = many_cases(test);
  run_consumers(test.city());
  std::map<std::string, std::size_t> expected;
  for (auto const id : ids)
    if (auto const report = test.load(id); !report.closed()) ++expected[report.queue];
  std::map<std::string, std::size_t> counted;
  for (auto const& count : test.view(test.dispatcher(), [&](View const& view) { return queue_counts(view, test.clock().now()); }))
    counted[count.queue] = count.open;
  EXPECT_EQ(counted, expected);
  auto const found = test.view(test.dispatcher(), [](View const& view) { return search_cases(view, "libr", 100, "en"); });
  EXPECT_EQ(found.size(), 20U);
  auto const exact = test.view(test.dispatcher(), [&](View const& view) { return search_cases(view, test.load(ids[3]).number, 10, "en"); });
  ASSERT_FALSE(exact.empty());
  EXPECT_EQ(exact[0].id, ids[3]);
}

TEST(Inbox, IsForThoseWhoMayRead) {
  TestCity test;
  EXPECT_THROW(test.view(test.anonymous(), [](View const& view) { return inbox(view, {}, {}, "en"); }), Refusal);
  EXPECT_THROW(test.view(test.dispatcher(), [](View const& view) { return inbox(view, {}, {.after = "1.2"}, "en"); }), Refusal);
}

TEST(ServiceFinder, UnderstandsEverydayWordsSlipsAndSpanish) {
  TestCity test{{"pothole", "graffiti", "street-light-out", "missed-collection"}};
  auto const best = [&](std::string_view text) {
    auto const hits = find_services(test.city(), text);
    return hits.empty() ? std::string{} : hits[0].definition->id;
  };
  EXPECT_EQ(best("pothole"), "pothole");
  EXPECT_EQ(best("there is a big hole in my road"), "pothole");
  EXPECT_EQ(best("pothol"), "pothole");
  EXPECT_EQ(best("grafitti on the wall"), "graffiti");
  EXPECT_EQ(best("grafitti"), "graffiti");
  EXPECT_EQ(best("bache en la calle"), "pothole");
  EXPECT_EQ(best("lamp is out"), "street-light-out");
  EXPECT_EQ(best("my trash was not picked up"), "missed-collection");
  EXPECT_EQ(best(""), "");
}

}  // namespace
}  // namespace cityhall
