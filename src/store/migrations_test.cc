#include "store/migrations.h"

#include <gtest/gtest.h>

#include "base/refusal.h"
#include "store/node.h"
#include "store/schema.h"
#include "store/testing.h"

namespace cityhall::store {
namespace {

class MigrationsTest : public testing::Test {
 protected:
  int apply(std::vector<Migration> const& steps) { return migrate(*database, steps, clock); }
  std::string refusal_of(std::vector<Migration> const& steps) {
    try {
      apply(steps);
    } catch (Refusal const& refusal) {
      EXPECT_FALSE(refusal.fix.empty());
      return refusal.code;
    }
    return "";
  }
  bool has_table(std::string_view name) {
    return database->read([&](Reader& reader) { return reader.value<bool>("SELECT count(*) FROM sqlite_schema WHERE name = $1", name); });
  }
  TemporaryFolder folder;
  ManualClock clock{from_micros(1)};
  std::unique_ptr<Database> database = open_sqlite(folder / "city.db");
  Migration const first{.module = "m", .number = 1, .name = "one", .sql = "CREATE TABLE a (x BIGINT);"};
  Migration const second{.module = "m", .number = 2, .name = "two", .sql = "CREATE TABLE b (x BIGINT); CREATE INDEX b_x ON b (x);"};
};

TEST_F(MigrationsTest, EachRunsOnce) {
  EXPECT_EQ(apply({first}), 1);
  EXPECT_EQ(apply({first, second}), 1);
  EXPECT_EQ(apply({first, second}), 0);
  EXPECT_TRUE(has_table("b_x"));
}

TEST_F(MigrationsTest, CodeRunsAfterTheText) {
  Migration const step{.module = "n", .number = 1, .name = "code", .sql = "CREATE TABLE c (x BIGINT)", .code = [](Transaction& tx) {
                         tx.run(R"sql(INSERT INTO c (x) VALUES (4))sql");
                       }};
  apply({step});
  EXPECT_EQ(database->read([](Reader& reader) { return reader.value<int>(R"sql(SELECT x FROM c)sql"); }), 4);
}

TEST_F(MigrationsTest, AnEditedOneIsRefused) {
  apply({first});
  EXPECT_EQ(refusal_of({{.module = "m", .number = 1, .name = "one", .sql = "CREATE TABLE a (y BIGINT);"}}), "store.migration_edited");
}

TEST_F(MigrationsTest, ANewerDatabaseIsRefused) {
  apply({first, second});
  EXPECT_EQ(refusal_of({first}), "store.migration_unknown");
}

TEST_F(MigrationsTest, AFaultyOneLeavesNothingBehind) {
  Migration const bad{.module = "m", .number = 2, .name = "bad", .sql = "CREATE TABLE b (x BIGINT); CREATE TABLE a (x BIGINT);"};
  EXPECT_EQ(refusal_of({first, bad}), "store.migration_failed");
  EXPECT_TRUE(has_table("a"));
  EXPECT_FALSE(has_table("b"));
  EXPECT_EQ(apply({first, second}), 1);
}

TEST_F(MigrationsTest, NumbersMustRise) { EXPECT_EQ(refusal_of({second, first}), "store.migration_order"); }

TEST_F(MigrationsTest, TheStoresOwnAreNeutralAndClassified) {
  auto const schema = read_schema(store_migrations());
  ASSERT_TRUE(schema) << schema.error().what;
  EXPECT_NE(schema->find("nodes"), nullptr);
}

TEST_F(MigrationsTest, NodeNumbersAreLeased) {
  migrate(*database, store_migrations(), clock);
  database->write([&](Transaction& tx) {
    auto const now = clock.now();
    auto const later = now + std::chrono::minutes{11};
    EXPECT_EQ(lease_node(tx, "a", now), 0U);
    EXPECT_EQ(lease_node(tx, "b", now), 1U);
    EXPECT_EQ(lease_node(tx, "c", now), 2U);
    release_node(tx, 1, "b");
    EXPECT_EQ(lease_node(tx, "d", now), 1U) << "the gap";
    EXPECT_TRUE(renew_node(tx, 0, "a", later));
    EXPECT_EQ(lease_node(tx, "e", later), 1U) << "run out";
    EXPECT_FALSE(renew_node(tx, 1, "d", later)) << "lost to e";
  });
}

}  // namespace
}  // namespace cityhall::store
