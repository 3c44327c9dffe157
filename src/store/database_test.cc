#include "store/database.h"

#include <gtest/gtest.h>

#include <future>

#include "base/io.h"
#include "base/refusal.h"
#include "store/testing.h"

namespace cityhall::store {
namespace {

struct NumberTag;
using NumberId = Id<NumberTag>;

class DatabaseTest : public testing::Test {
 protected:
  DatabaseTest() {
    write_script(*database, "CREATE TABLE numbers (id INTEGER PRIMARY KEY, word TEXT UNIQUE, share REAL, bytes BLOB) STRICT");
  }
  std::int64_t count() {
    return database->read([](Reader& reader) { return reader.value<std::int64_t>(R"sql(SELECT count(*) FROM numbers)sql"); });
  }
  TemporaryFolder folder;
  std::unique_ptr<Database> database = open_sqlite(folder / "city.db");
};

std::int64_t insert(Transaction& tx, std::int64_t id, std::string_view word) {
  return tx.run(R"sql(INSERT INTO numbers (id, word) VALUES ($1, $2))sql", id, word);
}

TEST_F(DatabaseTest, ValuesComeBackAsTheyWent) {
  Time const time = from_micros(1'772'460'000'000'001);
  database->write([&](Transaction& tx) {
    tx.run(R"sql(INSERT INTO numbers (id, word, share, bytes) VALUES ($1, $2, $3, $4))sql", NumberId{7}, "año", 0.5,
           Blob{std::string("\0x", 2)});
    tx.run(R"sql(INSERT INTO numbers (id, word, share, bytes) VALUES ($1, $2, $3, $4))sql", time, std::nullopt, std::optional<double>{},
           Null{});
    tx.run(R"sql(INSERT INTO numbers (id, word, bytes) VALUES ($1, $2, $3))sql", true, std::string_view{}, BlobView{});
  });
  database->read([&](Reader& reader) {
    auto const full = reader.maybe(R"sql(SELECT id, word, share, bytes FROM numbers WHERE id = $1)sql", 7);
    ASSERT_TRUE(full);
    auto const [id, word, share, bytes] = full->as<NumberId, std::string, double, Blob>();
    EXPECT_EQ(id, NumberId{7});
    EXPECT_EQ(word, "año");
    EXPECT_EQ(share, 0.5);
    EXPECT_EQ(bytes.bytes, std::string("\0x", 2));
    auto const empty = reader.maybe(R"sql(SELECT id, word, share, bytes FROM numbers WHERE id = $1)sql", time);
    EXPECT_EQ(empty->get<Time>(0), time);
    EXPECT_EQ(empty->get<std::optional<std::string>>(1), std::nullopt);
    EXPECT_THROW(empty->get<std::string>(1), StoreError);
    EXPECT_EQ(reader.value<std::string>(R"sql(SELECT word FROM numbers WHERE id = 1)sql"), "");
    EXPECT_EQ(reader.value<Blob>(R"sql(SELECT bytes FROM numbers WHERE id = 1)sql"), Blob{});
    EXPECT_FALSE(reader.maybe_value<int>(R"sql(SELECT id FROM numbers WHERE id = 99)sql"));
    EXPECT_THROW(reader.value<int>(R"sql(SELECT id FROM numbers WHERE id = 99)sql"), StoreError);
    EXPECT_THROW(reader.value<int>(R"sql(SELECT id FROM numbers WHERE id = $1)sql", time), StoreError) << "does not fit an int";
  });
}

TEST_F(DatabaseTest, WhatWasRemovedIsNoLongerInTheFile) {
  std::string const long_word = "long " + std::string(9000, 'w');
  database->write([&](Transaction& tx) {
    insert(tx, 1, "Quxley, 5 Zeb Street");
    insert(tx, 2, long_word);
    insert(tx, 3, "stays");
  });
  database->write([](Transaction& tx) { tx.run(R"sql(DELETE FROM numbers WHERE id < 3)sql"); });
  database.reset();
  auto const bytes = read_file(folder / "city.db");
  EXPECT_NE(bytes.find("stays"), std::string::npos);
  EXPECT_EQ(bytes.find("Quxley"), std::string::npos);
  EXPECT_EQ(bytes.find("wwwwwwww"), std::string::npos);
}

TEST_F(DatabaseTest, AParameterMayOccurSeveralTimesAndInAnyOrder) {
  database->read([&](Reader& reader) {
    EXPECT_EQ(reader.value<std::string>(R"sql(SELECT $2 || $1 || $2)sql", "a", "b"), "bab");
    EXPECT_THROW(reader.value<std::string>(R"sql(SELECT $1)sql", "a", "b"), StoreError);
    EXPECT_THROW(reader.value<std::string>(R"sql(SELECT $2)sql", "a"), StoreError);
    EXPECT_THROW(reader.value<std::string>(R"sql(SELECT ?)sql", "a"), StoreError);
  });
}

TEST_F(DatabaseTest, RowsOutliveTheirParametersAndNest) {
  database->write([](Transaction& tx) {
    for (int i = 1; i <= 3; ++i) insert(tx, i, std::string(40, static_cast<char>('a' + i)));
  });
  database->read([](Reader& reader) {
    int pairs = 0;
    for (auto const outer : reader.query(R"sql(SELECT id FROM numbers WHERE word >= $1 ORDER BY id)sql", std::string(40, 'a')))
      for (auto const inner : reader.query(R"sql(SELECT id FROM numbers WHERE word >= $1 ORDER BY id)sql", std::string(40, 'c')))
        pairs += outer.get<int>(0) * 10 + inner.get<int>(0) > 0 ? 1 : 0;
    EXPECT_EQ(pairs, 6);
  });
}

TEST_F(DatabaseTest, AFailedWorkIsUndoneAloneAndToldAlone) {
  // All four are queued while the writer is held, so they share one group.
  std::promise<void> hold;
  database->enqueue([held = hold.get_future().share()](Transaction&) { held.wait(); }, [](std::exception_ptr) {});
  std::vector<std::future<void>> answers;
  for (int i = 1; i <= 4; ++i) {
    auto promise = std::make_shared<std::promise<void>>();
    answers.push_back(promise->get_future());
    database->enqueue(
        [i](Transaction& tx) {
          insert(tx, i, std::to_string(i));
          if (i == 2) throw conflict("test.two", _("Two is refused."));
          if (i == 3) insert(tx, 33, "1");
        },
        [promise](std::exception_ptr failure) { failure ? promise->set_exception(failure) : promise->set_value(); });
  }
  auto const before = database->stats();
  hold.set_value();
  EXPECT_NO_THROW(answers[0].get());
  EXPECT_THROW(answers[1].get(), Refusal);
  try {
    answers[2].get();
    FAIL();
  } catch (UniqueViolation const& violation) {
    EXPECT_EQ(violation.columns(), "numbers.word");
  }
  EXPECT_NO_THROW(answers[3].get());
  EXPECT_EQ(database->read([](Reader& reader) { return reader.values<int>(R"sql(SELECT id FROM numbers ORDER BY id)sql"); }),
            (std::vector{1, 4}));
  auto const after = database->stats();
  EXPECT_EQ(after.commits - before.commits, 1);
  EXPECT_EQ(after.works_undone - before.works_undone, 2);
}

TEST_F(DatabaseTest, WhatRanBesideAFailedWorkRunsAgainAndTakesEffectOnce) {
  std::promise<void> hold;
  database->enqueue([held = hold.get_future().share()](Transaction&) { held.wait(); }, {});
  std::string told;
  std::vector<std::future<bool>> kept;
  auto const queue = [&](int id, bool fails) {
    auto promise = std::make_shared<std::promise<bool>>();
    kept.push_back(promise->get_future());
    database->enqueue(
        [&told, id, fails](Transaction& tx) {
          insert(tx, id, std::to_string(id));
          tx.after_commit([&told, id] { told += "+" + std::to_string(id); });
          tx.on_rollback([&told, id] { told += "-" + std::to_string(id); });
          if (fails) throw conflict("test.refused", _("Two is refused."));
        },
        [promise](std::exception_ptr failure) { promise->set_value(!failure); });
  };
  queue(1, false);
  queue(2, true);
  queue(3, false);
  hold.set_value();
  std::vector<bool> fates;
  for (auto& fate : kept) fates.push_back(fate.get());
  EXPECT_EQ(fates, (std::vector{true, false, true}));
  // One and two are undone together; when they run again, two is undone alone, and what is kept is told after the commit.
  EXPECT_EQ(told, "-1-2-2+1+3");
  EXPECT_EQ(database->read([](Reader& reader) { return reader.values<int>(R"sql(SELECT id FROM numbers ORDER BY id)sql"); }),
            (std::vector{1, 3}));
}

TEST_F(DatabaseTest, TheFirstWorkOfAGroupIsUndoneToo) {
  EXPECT_THROW(database->write([](Transaction& tx) {
    insert(tx, 1, "one");
    throw std::runtime_error{"no"};
  }),
               std::runtime_error);
  EXPECT_EQ(count(), 0);
  EXPECT_EQ(database->write([](Transaction& tx) { return insert(tx, 1, "one"); }), 1);
  EXPECT_EQ(count(), 1);
}

TEST_F(DatabaseTest, HooksFollowTheFateOfTheirWork) {
  std::string told;
  auto const hooks = [&told](Transaction& tx) {
    tx.after_commit([&told] { told += "kept "; });
    tx.on_rollback([&told] { told += "undone "; });
  };
  database->write(hooks);
  EXPECT_THROW(database->write([&](Transaction& tx) {
    hooks(tx);
    throw std::runtime_error{"no"};
  }),
               std::runtime_error);
  database->write([](Transaction& tx) { tx.after_commit([] { throw std::runtime_error{"a hook's failure harms nobody"}; }); });
  EXPECT_EQ(told, "kept undone ");
}

TEST_F(DatabaseTest, AnAttemptFailsWithoutTheRest) {
  database->write([](Transaction& tx) {
    insert(tx, 1, "one");
    EXPECT_THROW(tx.attempt([&] {
      insert(tx, 2, "two");
      insert(tx, 3, "one");
    }),
                 UniqueViolation);
    EXPECT_EQ(tx.attempt([&] { return insert(tx, 4, "four"); }), 1);
  });
  EXPECT_EQ(count(), 2);
}

TEST_F(DatabaseTest, HooksOfAnUndoneAttemptGoWithIt) {
  std::string told;
  database->write([&](Transaction& tx) {
    tx.after_commit([&] { told += "whole "; });
    auto const part = [&] {
      tx.after_commit([&] { told += "part "; });
      tx.on_rollback([&] { told += "undone "; });
      throw std::runtime_error{"no"};
    };
    EXPECT_THROW(tx.attempt(part), std::runtime_error);
  });
  EXPECT_EQ(told, "undone whole ");
}

TEST_F(DatabaseTest, AReaderSeesOneMomentAndMayNotWrite) {
  database->read([&](Reader& reader) {
    EXPECT_EQ(reader.value<int>(R"sql(SELECT count(*) FROM numbers)sql"), 0);
    database->write([](Transaction& tx) { insert(tx, 1, "one"); });
    EXPECT_EQ(reader.value<int>(R"sql(SELECT count(*) FROM numbers)sql"), 0);
    EXPECT_EQ(count(), 1) << "a new snapshot sees it";
    EXPECT_THROW(reader.maybe(R"sql(DELETE FROM numbers)sql"), StoreError);
  });
}

TEST_F(DatabaseTest, ChangedRowsAreCounted) {
  EXPECT_EQ(database->write([](Transaction& tx) { return insert(tx, 1, "a") + insert(tx, 2, "b"); }), 2);
  EXPECT_EQ(database->write([](Transaction& tx) { return tx.run(R"sql(UPDATE numbers SET share = 1.5)sql"); }), 2);
  EXPECT_EQ(database->write([](Transaction& tx) { return tx.run(R"sql(DELETE FROM numbers WHERE id = 9)sql"); }), 0);
  EXPECT_EQ(database->write([](Transaction& tx) {
    return tx.maybe_value<int>(R"sql(UPDATE numbers SET share = 2.5 WHERE id = $1 RETURNING id)sql", 2);
  }),
            2);
}

TEST_F(DatabaseTest, AWriteThatReturnsRowsIsDoneWhole) {
  write_script(*database, "CREATE TABLE children (id INTEGER PRIMARY KEY, parent INTEGER NOT NULL REFERENCES numbers (id)) STRICT");
  database->write([](Transaction& tx) {
    insert(tx, 1, "a"), insert(tx, 2, "b");
    for (auto const row : tx.query(R"sql(UPDATE numbers SET share = 0.5 RETURNING id)sql")) {
      EXPECT_EQ(tx.value<int>(R"sql(SELECT count(*) FROM numbers WHERE share = 0.5)sql"), 2) << row.get<int>(0);
      break;
    }
    EXPECT_EQ(tx.maybe_value<int>(R"sql(INSERT INTO children (id, parent) VALUES (1, $1) RETURNING id)sql", 2), 1);
  });
  // Also when only its first row is looked at.
  auto const orphan = [](Transaction& tx) { tx.maybe(R"sql(INSERT INTO children (id, parent) VALUES (2, 99) RETURNING id)sql"); };
  EXPECT_THROW(database->write(orphan), ConstraintViolation);
  EXPECT_EQ(database->read([](Reader& reader) { return reader.values<int>(R"sql(SELECT id FROM children)sql"); }), std::vector{1});
}

TEST_F(DatabaseTest, WritingFromTheWriterIsAMistakeNotADeadlock) {
  EXPECT_THROW(database->write([this](Transaction&) { database->write([](Transaction&) {}); }), std::logic_error);
}

TEST_F(DatabaseTest, LikeTellsCapitalsApartAsPostgresqlDoes) {
  database->read([](Reader& reader) {
    auto const like = [&](std::string_view text, std::string_view pattern) {
      return reader.value<bool>(R"sql(SELECT CAST($1 AS TEXT) LIKE CAST($2 AS TEXT))sql", text, pattern);
    };
    EXPECT_TRUE(like("Main Street", "Main%"));
    EXPECT_FALSE(like("Main Street", "main%"));
    EXPECT_TRUE(like("año", "a_o"));
    EXPECT_TRUE(like("100%", "100\\%"));
    EXPECT_FALSE(like("1000", "100\\%"));
    EXPECT_TRUE(like("abcabd", "%abd"));
    EXPECT_FALSE(like("", "_"));
    EXPECT_TRUE(like("", "%%"));
    EXPECT_FALSE(reader.value<std::optional<bool>>(R"sql(SELECT CAST(NULL AS TEXT) LIKE 'a')sql"));
    EXPECT_TRUE(reader.value<bool>(R"sql(SELECT 'a%' LIKE 'a!%' ESCAPE '!')sql"));
  });
}

TEST_F(DatabaseTest, QueriesAreComposedFromLiterals) {
  database->write([](Transaction& tx) {
    for (int i = 1; i <= 9; ++i) insert(tx, i, std::to_string(i));
  });
  Query query{R"sql(SELECT id FROM numbers)sql"};
  query.where("id > ?", 2).where_in("word", std::vector<std::string>{"3", "4", "7", "9", "1"}).where("(id, word) < (?, ?)", 9, "9");
  query.order_by("id DESC").limit(2).offset(1);
  EXPECT_EQ(query.text(),
            "SELECT id FROM numbers WHERE (id > $1) AND (word IN ($2, $3, $4, $5, $6, $7, $8, $9)) AND ((id, word) < ($10, $11))"
            " ORDER BY id DESC LIMIT $12 OFFSET $13");
  std::vector<int> ids;
  database->read([&](Reader& reader) {
    for (auto const row : reader.query(query)) ids.push_back(row.get<int>(0));
    Query none{R"sql(SELECT id FROM numbers)sql"};
    none.where_in("id", std::vector<int>{});
    EXPECT_FALSE(reader.maybe(none));
  });
  EXPECT_EQ(ids, (std::vector{4, 3}));
  Query update{R"sql(UPDATE numbers)sql"};
  update.set("word = ?", "x").set("share = ?", 1.0).where("id = ?", 1).returning("id");
  EXPECT_EQ(database->write([&](Transaction& tx) { return tx.value<int>(update); }), 1);
}

TEST(Database, AFullQueueRefusesAndBulkHasALaneOfItsOwn) {
  TemporaryFolder const folder;
  auto const database = open_sqlite(folder / "city.db", {.interactive_queue_limit = 2, .bulk_queue_limit = 1});
  std::promise<void> hold, started;
  database->enqueue([&, held = hold.get_future().share()](Transaction&) { started.set_value(), held.wait(); }, [](std::exception_ptr) {});
  started.get_future().wait();
  std::string order;
  auto const add = [&](char letter, Lane lane) {
    database->enqueue([&order, letter](Transaction&) { order += letter; }, [](std::exception_ptr) {}, lane);
  };
  add('b', Lane::bulk);
  add('i', Lane::interactive);
  add('j', Lane::interactive);
  EXPECT_THROW(add('k', Lane::interactive), Refusal);
  EXPECT_THROW(add('c', Lane::bulk), Refusal);
  EXPECT_EQ(database->stats().queued_interactive, 2U);
  hold.set_value();
  database->close();
  EXPECT_TRUE(order == "ijb" || order == "bij") << order;  // bulk first only when it waited longer than its patience
  EXPECT_THROW(add('l', Lane::interactive), Refusal);
}

TEST(Database, ASecondWriterIsRefusedAndALookerIsNot) {
  TemporaryFolder const folder;
  auto const database = open_sqlite(folder / "city.db");
  try {
    auto const second = open_sqlite(folder / "city.db");
    FAIL();
  } catch (Refusal const& refusal) {
    EXPECT_EQ(refusal.code, "store.in_use");
  }
  auto const looker = open_sqlite(folder / "city.db", {.access = Access::read_only});
  EXPECT_EQ(looker->read([](Reader& reader) { return reader.value<int>(R"sql(SELECT 1)sql"); }), 1);
  EXPECT_THROW(looker->write([](Transaction&) {}), Refusal);
  EXPECT_THROW(open_sqlite(folder / "missing" / "city.db"), Refusal);
}

}  // namespace
}  // namespace cityhall::store
