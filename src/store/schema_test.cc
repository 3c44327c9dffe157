#include "store/schema.h"

#include <gtest/gtest.h>

namespace cityhall::store {
namespace {

Result<Schema> schema_of(std::string_view sql) {
  std::array const steps{Migration{.module = "parties", .number = 1, .name = "start", .sql = sql}};
  return read_schema(steps);
}

std::string fault_in(std::string_view sql) {
  auto const schema = schema_of(sql);
  return schema ? "" : schema.error().what;
}

TEST(Schema, GivesColumnsWithTheirPrivacyClass) {
  auto const schema = schema_of(R"(
    -- people and organisations; a comment may say anything
    CREATE TABLE parties (
      id BIGINT PRIMARY KEY, -- internal
      name TEXT NOT NULL DEFAULT 'a, (b)', -- personal: as written by the person
      "key" BYTEA, -- secret
      home BIGINT REFERENCES places (id) ON DELETE SET NULL, -- personal
      weight DOUBLE PRECISION CHECK (weight > 0), -- public
      date BIGINT, -- public
      UNIQUE (name, home)
    );
    CREATE INDEX parties_name ON parties (name);
    ALTER TABLE parties ADD COLUMN mail TEXT; -- personal
    ALTER TABLE parties RENAME COLUMN weight TO share;
    ALTER TABLE parties DROP COLUMN date;
    CREATE TABLE gone (a TEXT -- public
    );
    DROP TABLE gone;
  )");
  ASSERT_TRUE(schema) << schema.error().what;
  ASSERT_EQ(schema->tables.size(), 1U);
  auto const& table = *schema->find("parties");
  EXPECT_EQ(table.module, "parties");
  ASSERT_EQ(table.columns.size(), 6U);
  EXPECT_EQ(table.find("name")->privacy, Privacy::personal);
  EXPECT_EQ(table.find("name")->note, "as written by the person");
  EXPECT_TRUE(table.find("name")->required);
  EXPECT_TRUE(table.find("id")->required);
  EXPECT_FALSE(table.find("home")->required);
  EXPECT_EQ(table.find("home")->references, "places.id");
  EXPECT_EQ(table.find("key")->privacy, Privacy::secret);
  EXPECT_EQ(table.find("share")->type, "DOUBLE PRECISION");
  EXPECT_EQ(table.find("mail")->privacy, Privacy::personal);
  EXPECT_EQ(table.find("date"), nullptr);
}

TEST(Schema, NamesTheLineAndTheFixOfEachMistake) {
  EXPECT_EQ(fault_in("CREATE TABLE t (\n id BIGINT, -- internal\n email TEXT\n)"),
            "parties migration 1 (start), line 3: the column email has no privacy class; end its line with \"-- public\", \"-- internal\", "
            "\"-- personal\" or \"-- secret\"");
  EXPECT_NE(fault_in("CREATE TABLE t (\n id BIGINT, -- private\n a TEXT -- public\n)").find("line 2: the column id"), std::string::npos);
  EXPECT_NE(fault_in("CREATE TABLE t (a TEXT, b TEXT -- public\n)").find("class"), std::string::npos);
  EXPECT_NE(fault_in("CREATE TABLE t (\n a TEXT, /* x */ b TEXT -- public\n)").find("class"), std::string::npos);
  EXPECT_NE(fault_in("CREATE TABLE t (\n a INTEGER -- public\n)").find("INTEGER"), std::string::npos);
  EXPECT_NE(fault_in("CREATE TABLE t (\n a MONEY -- public\n)").find("not neutral"), std::string::npos);
  EXPECT_NE(fault_in("CREATE TABLE t (\n a TEXT -- public\n").find("not closed"), std::string::npos);
  EXPECT_NE(fault_in("CREATE TABLE t (\n a -- public\n)").find("no type"), std::string::npos);
  EXPECT_NE(fault_in("ALTER TABLE t ADD COLUMN a TEXT; -- public").find("no table t"), std::string::npos);
  EXPECT_NE(fault_in("UPDATE t SET a = b::text").find("CAST"), std::string::npos);
  EXPECT_NE(fault_in("UPDATE t SET a = CAST(b AS INTEGER)").find("INTEGER"), std::string::npos);
  EXPECT_NE(fault_in("CREATE INDEX i ON t (lower(a))").find("folded"), std::string::npos);
  EXPECT_NE(fault_in("CREATE VIRTUAL TABLE t USING fts5(a)").find("VIRTUAL"), std::string::npos);
}

TEST(Schema, TranslatesForSqlite) {
  EXPECT_EQ(translate("CREATE TABLE t (id BIGINT PRIMARY KEY, a DOUBLE  PRECISION, b BYTEA, c TEXT DEFAULT 'BIGINT') -- BIGINT\n;"
                      "CREATE INDEX i ON t (a); CREATE TABLE IF NOT EXISTS u (a TEXT CHECK (a > ''));",
                      Engine::sqlite),
            "CREATE TABLE t (id INTEGER PRIMARY KEY, a REAL, b BLOB, c TEXT DEFAULT 'BIGINT') STRICT -- BIGINT\n;"
            "CREATE INDEX i ON t (a); CREATE TABLE IF NOT EXISTS u (a TEXT CHECK (a > '')) STRICT;");
  EXPECT_EQ(translate("CREATE TABLE t (a BIGINT, b TEXT, PRIMARY KEY (a, b));", Engine::sqlite),
            "CREATE TABLE t (a INTEGER, b TEXT, PRIMARY KEY (a, b)) STRICT, WITHOUT ROWID;");
  EXPECT_EQ(translate("a BIGINT", Engine::postgresql), "a BIGINT");
}

}  // namespace
}  // namespace cityhall::store
