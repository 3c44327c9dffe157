#include <gtest/gtest.h>

#include "base/json.h"
#include "kernel/events/chain.h"
#include "kernel/events/consume.h"
#include "kernel/jobs/runner.h"
#include "kernel/testing.h"

namespace cityhall {
namespace {

void add_one(Unit& unit, Event const&) {
  unit.tx.run(R"sql(INSERT INTO number_sequences (pattern, year, last) VALUES ('handled', 0, 1)
                    ON CONFLICT (pattern, year) DO UPDATE SET last = number_sequences.last + 1)sql");
}

/// Fails on the first event of a case until the queue "repaired" exists.
void stumble(Unit& unit, Event const& event) {
  bool const repaired = unit.tx.maybe(R"sql(SELECT id FROM queues WHERE id = 'repaired')sql").has_value();
  if (!repaired && event.data.find("SR-27-000001") != std::string::npos) throw std::runtime_error{"this event is too much for me"};
  add_one(unit, event);
}

std::int64_t handled(TestCity& test) {
  return test.city().db().read([](store::Reader& reader) {
    return reader.maybe_value<std::int64_t>(R"sql(SELECT last FROM number_sequences WHERE pattern = 'handled')sql").value_or(0);
  });
}

std::vector<ParkedEvent> parked(TestCity& test) {
  return test.view(test.dispatcher(), [](View const& view) { return parked_events(view); });
}

TEST(Consumers, HandleEachEventOnce) {
  TestCity test{{"pothole"}, {{"test.count", {"case.opened"}, add_one}}};
  for (int count = 0; count < 3; ++count) test.pothole(in_north);
  run_consumers(test.city());
  EXPECT_EQ(handled(test), 3);
  EXPECT_EQ(run_consumers(test.city()), 0U);
  test.reopen();
  run_consumers(test.city());
  EXPECT_EQ(handled(test), 3);
}

TEST(Consumers, ParkWhatFailsAndGoOn) {
  TestCity test{{"pothole"}, {{"test.stumble", {"case.opened"}, stumble}}};
  for (int count = 0; count < 3; ++count) test.pothole(in_north);
  run_consumers(test.city());
  EXPECT_EQ(handled(test), 2);
  ASSERT_EQ(parked(test).size(), 1U);
  EXPECT_EQ(parked(test)[0].error, "this event is too much for me");

  // Tried again when its time has come, and not before.
  test.run(test.dispatcher(), [](Unit& unit) { unit.tx.run(R"sql(INSERT INTO queues (id, title) VALUES ('repaired', ''))sql"); });
  run_consumers(test.city());
  EXPECT_EQ(handled(test), 2);
  test.clock().advance(std::chrono::minutes{2});
  run_consumers(test.city());
  EXPECT_EQ(handled(test), 3);
  EXPECT_TRUE(parked(test).empty());
}

TEST(Consumers, GiveUpAfterManyAttempts) {
  TestCity test{{"pothole"}, {{"test.stumble", {"case.opened"}, stumble}}};
  test.pothole(in_north);
  for (int attempt = 0; attempt < 10; ++attempt) {
    run_consumers(test.city());
    test.clock().advance(std::chrono::hours{24});
  }
  ASSERT_EQ(parked(test).size(), 1U);
  EXPECT_TRUE(parked(test)[0].given_up);
  EXPECT_EQ(parked(test)[0].attempts, 8);
}

TEST(Events, ReachTheListenerAfterTheirCommitAndNeverWhenUndone) {
  TestCity test;
  std::vector<std::string> heard;
  test.city().on_events = [&](std::span<Event const> events) {
    for (auto const& event : events) heard.push_back(event.type);
  };
  EXPECT_THROW(test.run(test.dispatcher(),
                        [](Unit& unit) {
                          append(unit, "case.noted", {}, Json::object());
                          throw std::runtime_error{"undone"};
                        }),
               std::runtime_error);
  test.pothole(in_north);
  EXPECT_EQ(heard, (std::vector<std::string>{"case.opened", "task.created"}));
}

struct Tampering {
  char const* sql;
  char const* what;
};

class Chain : public testing::TestWithParam<Tampering> {};

TEST_P(Chain, NamesTheEventThatSomebodyTamperedWith) {
  TestCity test;
  for (int count = 0; count < 3; ++count) test.pothole(in_north);
  run_consumers(test.city());
  auto const verify = [&] { return test.view(test.dispatcher(), [](View const& view) { return verify_chain(view); }); };
  auto const before = verify();
  EXPECT_TRUE(before.intact());
  EXPECT_EQ(before.unsealed, 0U);
  EXPECT_GT(before.sealed, 6U);
  auto const events = test.view(test.dispatcher(), [](View const& view) { return events_after(view, {}, 1000); });
  auto sql = std::string{GetParam().sql};
  auto const victim = events.at(events.size() - 3).id;
  sql.replace(sql.find("VICTIM"), 6, to_text(victim));
  store::write_script(test.city().db(), sql);
  auto const after = verify();
  EXPECT_EQ(after.what, GetParam().what);
  EXPECT_EQ(after.broken.value, std::string_view{GetParam().what} == "inserted" ? victim.value - 1 : victim.value);
}

INSTANTIATE_TEST_SUITE_P(
    Ways, Chain,
    testing::Values(Tampering{"UPDATE events SET data = '{}' WHERE id = VICTIM", "changed"},
                    Tampering{"UPDATE events SET actor_name = 'somebody else' WHERE id = VICTIM", "changed"},
                    Tampering{"DELETE FROM events WHERE id = VICTIM", "removed"},
                    Tampering{
                        "INSERT INTO events SELECT id - 1, at, type, case_id, task_id, party_id, crew_id, actor_kind, account_id, key_id, "
                        "actor_name, data FROM events WHERE id = VICTIM",
                        "inserted"}));

TEST(Witness, ASealThatWasWrittenDownFindsHistoryThatWasCutOffAndSealedAnew) {
  TestCity test;
  test.pothole(in_north);
  run_consumers(test.city());
  auto const verify = [&](std::string const& witness) {
    return test.view(test.dispatcher(), [&](View const& view) { return verify_chain(view, {.witness = witness}); });
  };
  auto const written_down = verify({}).head;
  test.pothole(in_north);
  run_consumers(test.city());
  EXPECT_TRUE(verify(written_down).has_witness);
  store::write_script(test.city().db(), "DELETE FROM event_seals; UPDATE events SET actor_name = 'somebody else'");
  EXPECT_TRUE(verify(written_down).waits_since);
  run_consumers(test.city());
  auto const after = verify(written_down);
  EXPECT_TRUE(after.intact()) << "the chain alone does not know";
  EXPECT_FALSE(after.has_witness);
}

}  // namespace
}  // namespace cityhall
