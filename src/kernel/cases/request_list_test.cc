#include <gtest/gtest.h>

#include <deque>
#include <fstream>
#include <set>
#include <sstream>

#include "base/json.h"
#include "kernel/cases/import.h"
#include "kernel/cases/public_case.h"
#include "kernel/jobs/runner.h"
#include "kernel/testing.h"

namespace cityhall {
namespace {

using namespace std::chrono_literals;

/// A city with a past: request n was opened n minutes before now.
class RequestLists : public testing::Test {
 protected:
  void publish_hidden() {
    std::ifstream const file{std::string{CITYHALL_SOURCE_DIR} + "/catalogue/services/pothole.service.json"};
    std::ostringstream text;
    text << file.rdbuf();
    auto json = *parse_json(text.str());
    json.merge_patch({{"id", "secret-hole"}, {"open311", {{"service_code", "SECRET"}}}, {"publish", {{"hide", {"reporter", "where"}}}}});
    test.publish(to_text(json));
  }
  ImportedCase past(std::string const& id, int minutes) {
    ImportedCase row{.service = "pothole", .address = "1 Main St", .point = in_north};
    row.external_id = ids_.emplace_back(id);
    row.opened_at = test.clock().now() - minutes * 1min;
    row.closed_at = row.opened_at + 1s;
    return row;
  }
  void import(std::vector<ImportedCase> const& rows) {
    test.run(test.dispatcher(), [&](Unit& unit) { import_cases(unit, "before", rows); });
  }
  RequestPage page(RequestFilter const& filter) {
    return test.view(test.anonymous(), [&](View const& view) { return requests(view, filter); });
  }
  /// All pages one after the other: how many rows came; each once.
  std::size_t walked(RequestFilter filter) {
    std::set<CaseId> seen;
    std::size_t rows = 0;
    for (pages = 1;; ++pages) {
      auto const part = page(filter);
      rows += part.rows.size();
      for (auto const& report : part.rows) EXPECT_TRUE(seen.insert(report.id).second) << report.number;
      if (!part.next) return rows;
      filter.before = part.next;
    }
  }
  TestCity test;
  int pages = 0;

 private:
  std::deque<std::string> ids_;
};

TEST_F(RequestLists, AHiddenRequestDoesNotShortenAPage) {
  publish_hidden();
  std::vector<ImportedCase> rows;
  for (int n = 0; n < 12; ++n) {
    rows.push_back(past(std::to_string(n), n + 1));
    if (n % 3 != 0) rows.back().service = "secret-hole";
  }
  import(rows);
  for (auto const& status : {std::optional<CaseStatus>{}, std::optional{CaseStatus::closed}}) {
    RequestFilter filter{.status = status, .zone = test.zone("north"), .most = 3};
    auto const first = page(filter);
    EXPECT_EQ(first.rows.size(), 3U);
    EXPECT_FALSE(first.cut);
    ASSERT_TRUE(first.next);
    filter.before = first.next;
    EXPECT_EQ(page(filter).rows.size(), 1U);
    EXPECT_FALSE(page(filter).next);
  }
  EXPECT_FALSE(page({.zone = test.zone("north"), .most = 4}).next) << "four fit, and no more";
}

TEST_F(RequestLists, AnOldOpenRequestIsFoundBehindThousands) {
  std::vector<ImportedCase> rows;
  for (int n = 1; n <= 3200; ++n) rows.push_back(past(std::to_string(n), n));
  rows.push_back(past("open", 5000));
  rows.back().closed_at = {};
  import(rows);
  run_consumers(test.city());
  auto const north = test.zone("north");
  RequestFilter const open{.status = CaseStatus::open, .zone = north};
  EXPECT_EQ(page(open).rows.size(), 1U);
  EXPECT_EQ(page({.status = CaseStatus::open, .near = {{in_north, 100}}}).rows.size(), 1U);
  EXPECT_EQ(walked({.status = CaseStatus::open, .words = "main", .most = 30}), 1U) << "reached, page after page";
  EXPECT_EQ(walked({.zone = north, .most = 500}), 3201U);
  EXPECT_EQ(walked({.near = {{in_north, 100}}, .most = 500}), 3201U);
  EXPECT_EQ(walked({.words = "main", .most = 500}), 3201U);
  EXPECT_EQ(walked({.zone = test.zone("south"), .words = "main", .most = 500}), 0U);
  EXPECT_EQ(page({.box = RequestFilter::Box{40.051, -86.09, 40.049, -86.11}, .offset = 3000, .most = 1000}).rows.size(), 201U);
}

TEST_F(RequestLists, ABoxOfTheWholeEarthIsBoundedAndSaysSo) {
  publish_hidden();
  std::vector<ImportedCase> rows;
  for (int n = 1; n <= 20'500; ++n) {
    rows.push_back(past(std::to_string(n), n));
    rows.back().service = "secret-hole";
  }
  import(rows);
  auto const all = page({.box = RequestFilter::Box{89, 179, -89, -179}});
  EXPECT_TRUE(all.rows.empty());
  EXPECT_TRUE(all.cut);
  EXPECT_TRUE(all.next);
  EXPECT_EQ(walked({.box = RequestFilter::Box{89, 179, -89, -179}}), 0U);
  EXPECT_EQ(pages, 2);
  auto const nowhere = RequestFilter::Box{39, -50, 0, -87};
  EXPECT_FALSE(page({.box = nowhere}).cut) << "great, and nothing is there";
  EXPECT_FALSE(page({.updated_after = test.clock().now() - 1000h, .box = nowhere}).cut);
}

}  // namespace
}  // namespace cityhall
