#include <gtest/gtest.h>

#include "base/refusal.h"
#include "kernel/cases/import.h"
#include "kernel/cases/public_case.h"
#include "kernel/directory/directory.h"
#include "kernel/jobs/runner.h"
#include "kernel/parties/party.h"
#include "kernel/testing.h"

namespace cityhall {
namespace {

std::vector<ImportedCase> three_rows(Time now) {
  auto const day = std::chrono::hours{24};
  ImportedCase const base{
      .service = "pothole", .title = "Pothole Repair", .address = "1 Main St", .point = in_north, .opened_at = now - 3 * day};
  auto late = base;
  late.external_id = "101";
  late.closed_at = now - day;
  late.due_at = now - 2 * day;
  auto on_time = base;
  on_time.external_id = "102";
  on_time.closed_at = now - day;
  on_time.due_at = now;
  auto open = base;
  open.external_id = "103";
  open.due_at = now - day;
  return {late, on_time, open};
}

ImportCount import(TestCity& test, std::vector<ImportedCase> const& rows) {
  return test.run(test.dispatcher(), [&](Unit& unit) { return import_cases(unit, "boston", rows); });
}

ServiceFigures potholes(TestCity& test) {
  run_consumers(test.city());
  auto const all = test.view(test.anonymous(), [&](View const& view) { return figures(view, test.clock().now()); });
  return all.empty() ? ServiceFigures{} : all.front();
}

TEST(Import, TwiceChangesNothing) {
  TestCity test;
  auto const rows = three_rows(test.clock().now());
  EXPECT_EQ(import(test, rows).added, 3U);
  auto const again = import(test, rows);
  EXPECT_EQ(again.added + again.updated, 0U);
  EXPECT_EQ(again.unchanged, 3U);
  auto const counted = potholes(test);
  EXPECT_EQ(counted.opened, 3U);
  EXPECT_EQ(counted.closed, 2U);
  EXPECT_EQ(counted.promised, 2U);
  EXPECT_EQ(counted.on_time, 1U);
  ASSERT_TRUE(counted.median_hours);
  EXPECT_NEAR(*counted.median_hours, 48, 5);
}

TEST(Import, UpdatesWhatChangedAndCountsItOnce) {
  TestCity test;
  auto rows = three_rows(test.clock().now());
  import(test, rows);
  rows[2].closed_at = test.clock().now() - std::chrono::hours{1};
  rows[2].closing_message = "Filled.";
  EXPECT_EQ(import(test, rows).updated, 1U);
  auto const id = test.view(test.anonymous(), [](View const& view) { return case_id_by_external(view, "boston", "103"); });
  ASSERT_TRUE(id);
  auto const report = test.load(*id);
  EXPECT_TRUE(report.closed());
  EXPECT_EQ(report.closing_message, "Filled.");
  EXPECT_EQ(report.zones.size(), 2U);
  EXPECT_EQ(test.events(*id), "case.imported case.imported");
  EXPECT_EQ(potholes(test).opened, 3U);
  EXPECT_EQ(potholes(test).closed, 3U);
}

TEST(Import, RejectsARowWithItsReasonAndTakesTheOthers) {
  TestCity test;
  auto rows = three_rows(test.clock().now());
  rows[0].service = "unicorns";
  rows[1].closed_at = rows[1].opened_at - std::chrono::hours{1};
  auto const count = import(test, rows);
  EXPECT_EQ(count.added, 1U);
  ASSERT_EQ(count.rejected.size(), 2U);
  EXPECT_EQ(count.rejected[0].second, "there is no service “unicorns”");
  EXPECT_EQ(count.rejected[1].first, 1U);
  EXPECT_THROW(test.run(test.anonymous(), [&](Unit& unit) { import_cases(unit, "boston", rows); }), Refusal);
}

TEST(PublicList, FiltersAndHidesWhatIsPersonal) {
  TestCity test;
  import(test, three_rows(test.clock().now()));
  auto const opened = test.run(test.anonymous(), [](Unit& unit) {
    return open_case(unit, {.service = "pothole",
                            .place = {.point = in_south},
                            .description = "Call me at (260) 555-0100 or pat@example.org, it is 2 feet wide.",
                            .reporter = {.name = "Pat", .email = "pat@example.org"}});
  });
  auto const list = [&](RequestFilter const& filter) {
    return test.view(test.anonymous(), [&](View const& view) { return requests(view, filter).rows; });
  };
  EXPECT_EQ(list({}).size(), 4U);
  EXPECT_EQ(list({.status = CaseStatus::open}).size(), 2U);
  EXPECT_EQ(list({.services = {"graffiti"}}).size(), 0U);
  EXPECT_EQ(list({.opened_from = test.clock().now() - std::chrono::hours{1}}).size(), 1U);
  EXPECT_EQ(list({.box = RequestFilter::Box{40.1, -86.0, 40.0, -86.2}}).size(), 3U);
  EXPECT_EQ(list({.offset = 3}).size(), 1U);
  EXPECT_EQ(list({.numbers = {opened.number, "SR-99-1"}, .status = CaseStatus::closed}).size(), 1U);
  EXPECT_EQ(list({}).front().description, "Call me at […] or […] it is 2 feet wide.");
}

TEST(Directory, SendsTheCrewThatIsNamedAndCoversTheZone) {
  ZoneId const north{1}, south{2};
  Directory const directory{{{.id = CrewId{1}, .name = "all", .queues = {"*"}},
                             {.id = CrewId{2}, .name = "streets", .queues = {"streets/*"}},
                             {.id = CrewId{3}, .name = "streets north", .queues = {"streets/*"}, .zones = {north}},
                             {.id = CrewId{4}, .name = "asphalt", .queues = {"streets/asphalt"}, .active = false}},
                            {}};
  auto const name = [&](std::string_view queue, std::vector<ZoneId> const& zones) {
    auto const* crew = directory.crew_for(queue, zones);
    return crew == nullptr ? std::string{} : crew->name;
  };
  EXPECT_EQ(name("streets/N", {{north}}), "streets north");
  EXPECT_EQ(name("streets/N", {{south}}), "streets");
  EXPECT_EQ(name("streets", {}), "streets");
  EXPECT_EQ(name("streetsandmore", {}), "all");
  EXPECT_EQ(name("streets/asphalt", {}), "streets");
}

TEST(Parties, AreFoundByAddressAndNeverRenamed) {
  TestCity test;
  auto const make = [&](NewParty const& party) {
    return test.run(test.anonymous(), [&](Unit& unit) { return find_or_make_party(unit, party); });
  };
  auto const pat = make({.name = "Pat", .email = "Pat@Example.org", .phone = "260 555 0100"});
  EXPECT_EQ(make({.name = "Somebody", .email = " pat@example.ORG "}), pat);
  EXPECT_EQ(make({.phone = "+1 (260) 555-0100"}), pat);
  EXPECT_NE(make({.email = "ana@example.org", .phone = "260 555 0100"}), pat);
  auto const found = test.view(test.anonymous(), [&](View const& view) { return party_by_id(view, pat); });
  ASSERT_TRUE(found);
  EXPECT_EQ(found->name, "Pat");
  EXPECT_EQ(found->email, "Pat@example.org");
  EXPECT_EQ(normal_phone("555-0100"), "+5550100");
  for (auto const* bad : {"pat", "pat@", "@x.org", "pat@x", "a b@x.org", "pat@x.org\nBcc: y@z.org"})
    EXPECT_THROW(make({.email = bad}), Refusal) << bad;
}

}  // namespace
}  // namespace cityhall
