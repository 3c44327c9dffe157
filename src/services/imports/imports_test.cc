#include <cstdlib>
#include <filesystem>

#include <gtest/gtest.h>

#include "base/json.h"
#include "base/real_data.h"
#include "base/refusal.h"
#include "kernel/definitions/check.h"
#include "services/imports/row_reader.h"
#include "services/imports/service_maker.h"
#include "services/imports/survey.h"

namespace cityhall::imports {
namespace {

constexpr std::string_view small_profile = R"({"format": "city-import/1", "id": "small", "source": "test", "time_zone": "America/New_York",
  "columns": {"external_id": "id", "service": "type", "title": "title", "opened": "open_dt", "due": "due", "closed": "closed",
    "status": "status", "closing_message": "reason", "latitude": "lat", "longitude": "long", "owner": "dept", "queue": "queue",
    "channel": "source", "address": "location"},
  "due_counts_when": "ontime", "status": {"open": ["Open"], "closed": ["Closed"]}, "channels": {"Phone call": "phone"},
  "outcomes": [{"begins": "Resolved", "outcome": "fixed"}], "service_prefix": "old"})";
constexpr std::string_view header_line = "id,type,title,open_dt,due,closed,status,reason,lat,long,dept,queue,source,location,ontime\n";

struct Small {
  Profile profile = parse_profile(small_profile);
  ServiceIds services{{"Pothole", "old-pothole"}};
  Batch batch{{}};

  Batch const& read(std::string_view rows) {
    auto const text = std::string{header_line} + std::string{rows};
    standards::CsvReader reader{standards::csv_text(text)};
    Columns const columns{profile, *standards::CsvHeader::from(*reader.next())};
    RowReader row_reader{profile, columns, services, "UTC"};
    while (auto const* row = reader.next()) row_reader.read(*row, batch);
    return batch;
  }
  std::string why(std::string_view row) {
    Batch fresh{{}};
    batch = std::move(fresh);
    read(row);
    return batch.rejects.empty() ? "" : batch.rejects.front().reason;
  }
};

TEST(Imports, ReadsARowInTheZoneOfTheProfile) {
  Small small;
  auto const& batch = small.read(
      "7,Pothole,Pothole,2011-07-01 01:32:33,2011-07-15 01:32:32,2011-07-02 05:00:00,Closed,Resolved  by crew,42.2715,-71.0772,PWDx,"
      "PWDx_Street Light Outages,Phone Call,39 Lorraine St  Roslindale  MA  ,ONTIME\n");
  ASSERT_EQ(batch.cases.size(), 1U) << batch.rejects.front().reason;
  auto const& one = batch.cases.front();
  EXPECT_EQ(one.external_id, "7");
  EXPECT_EQ(one.service, "old-pothole");
  EXPECT_EQ(one.title, "");
  EXPECT_EQ(to_rfc3339(one.opened_at), "2011-07-01T05:32:33Z");
  EXPECT_EQ(to_rfc3339(*one.closed_at), "2011-07-02T09:00:00Z");
  EXPECT_EQ(one.address, "39 Lorraine St Roslindale MA");
  EXPECT_EQ(one.closing_message, "Resolved by crew");
  EXPECT_EQ(one.outcome, "fixed");
  EXPECT_EQ(one.owner, "pwdx");
  EXPECT_EQ(one.queue, "pwdx/street-light-outages");
  EXPECT_EQ(one.channel, Channel::phone);
  EXPECT_EQ(one.point->longitude, -71.0772);
}

TEST(Imports, HoldsNobodyToADueTimeThatTheOldSystemDidNotJudge) {
  Small small;
  auto const& batch = small.read("7,Pothole,x,2011-07-01,2011-07-15,,Open,,,,,,,,\n");
  EXPECT_FALSE(batch.cases.at(0).due_at);
  EXPECT_EQ(batch.cases.at(0).title, "x");
  EXPECT_FALSE(batch.cases.at(0).point);
}

TEST(Imports, SaysWhyARowIsNotTaken) {
  Small small;
  EXPECT_EQ(small.why(",Pothole,,2011-07-01,,,Open,,,,,,,,\n"), "id is empty");
  EXPECT_EQ(small.why("7,,,2011-07-01,,,Open,,,,,,,,\n"), "type is empty");
  EXPECT_EQ(small.why("7,Pothole,,yesterday,,,Open,,,,,,,,\n"), "open_dt is not a date and time: \"yesterday\"");
  EXPECT_EQ(small.why("7,Pothole,,2011-07-01,,,Perhaps,,,,,,,,\n"), "status is neither open nor closed: \"Perhaps\"");
  EXPECT_EQ(small.why("7,Pothole,,2011-07-01,,,Closed,,,,,,,,\n"), "it is closed, but no column says when");
  EXPECT_EQ(small.why("7,Pothole,,2011-07-01,,2011-06-01,Closed,,,,,,,,\n"), "it was closed before it was opened");
  EXPECT_EQ(small.why("7,Pothole,,2011-07-01,,,Open,,91,5,,,,,\n"), "\"91, 5\" is no place on earth");
  EXPECT_EQ(small.why("7,Pothole\n"), "2 columns where 15 are expected");
  EXPECT_EQ(small.batch.rejects.front().line, 2U);
}

std::vector<std::string> faults_of(std::function<void()> const& work) {
  std::vector<std::string> out;
  try {
    work();
  } catch (Refusal const& refusal) {
    out.push_back(refusal.code);
    for (auto const& field : refusal.fields) out.push_back(field.field + ": " + in_english(field.message));
  }
  return out;
}

TEST(Imports, NamesTheColumnsThatAreMissing) {
  auto const profile = parse_profile(small_profile);
  standards::CsvReader reader{
      standards::csv_text("id,type,titel,open_dt,due,closed,status,reason,lat,long,dept,queue,sources,location,ontime\n")};
  auto const names = *standards::CsvHeader::from(*reader.next());
  EXPECT_EQ(faults_of([&] { Columns{profile, names}; }),
            (std::vector<std::string>{"import.columns", "title: The file has no such column. Did you mean \"titel\"?",
                                      "source: The file has no such column. Did you mean \"sources\"?"}));
}

TEST(Imports, NamesTheFaultsOfAProfile) {
  EXPECT_EQ(faults_of([] {
              parse_profile(R"({"format": "city-import/1", "id": "x", "source": "y", "colums": {}, "channels": {"a": "fone"}})");
            }).size(),
            6U);
  EXPECT_EQ(faults_of([] { find_profile("bostn"); }), (std::vector<std::string>{"not_found"}));
  for (auto const& name : shipped_profiles()) EXPECT_EQ(find_profile(name).id, name);
}

TEST(Imports, MakesNamesForServicesAndQueues) {
  EXPECT_EQ(slug("  Request for Pothole Repair (Internal) / Año "), "request-for-pothole-repair-internal-ano");
  EXPECT_EQ(queue_id("PWDx", "PWDx_Missed Trash\\Recycling"), "pwdx/missed-trash-recycling");
  EXPECT_EQ(queue_id("", ""), "");
}

TEST(Imports, EveryServiceMadeForARealCityMayBePublished) {
  auto const file = real_data(CITYHALL_SOURCE_DIR, "311/boston_311_2011h2.zip");
  if (!std::filesystem::exists(file)) GTEST_SKIP() << "the real data is not here";
  auto const profile = find_profile("boston");
  auto const seen = survey(file, profile, {});
  EXPECT_EQ(seen.rows, 58'251U);
  auto const named = draft_services(seen, profile);
  EXPECT_EQ(named.drafts.size(), 141U);
  std::set<std::string> ids;
  for (auto const& draft : named.drafts) {
    ids.insert(draft.id);
    EXPECT_EQ(to_text(examine(service_file(draft, {"en", "es"}), shipped_context())), "") << draft.title;
  }
  EXPECT_EQ(ids.size(), 141U);
}

}  // namespace
}  // namespace cityhall::imports
