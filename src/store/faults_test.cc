// What must hold when the disk is full, a commit fails, the process is killed, or many threads come at once.
#include <gtest/gtest.h>
#include <sys/mount.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <fstream>
#include <future>
#include <random>
#include <set>

#include "store/engine_sql.h"
#include "store/testing.h"

namespace cityhall::store {
namespace {

constexpr char const* tables =
    "CREATE TABLE IF NOT EXISTS numbers (id INTEGER PRIMARY KEY, bytes BLOB) STRICT;"
    "CREATE TABLE IF NOT EXISTS totals (id INTEGER PRIMARY KEY, total INTEGER NOT NULL) STRICT;"
    "CREATE TABLE IF NOT EXISTS children (id INTEGER PRIMARY KEY, parent INTEGER REFERENCES numbers (id)) STRICT;"
    "INSERT INTO totals VALUES (1, 0) ON CONFLICT DO NOTHING;";

/// One row and its running total: both or none.
void add_number(Transaction& tx, std::int64_t id, std::size_t bytes = 0) {
  tx.run(R"sql(INSERT INTO numbers (id, bytes) VALUES ($1, $2))sql", id, Blob{std::string(bytes, 'x')});
  tx.run(R"sql(UPDATE totals SET total = total + $1 WHERE id = 1)sql", id);
}

bool totals_agree(Reader& reader) {
  return reader.value<bool>(R"sql(SELECT (SELECT total FROM totals WHERE id = 1) = (SELECT coalesce(sum(id), 0) FROM numbers))sql");
}

std::string integrity(Database& database) {
  return database.read([](Reader& reader) { return reader.value<std::string>("PRAGMA integrity_check"); });
}

std::int64_t count(Database& database) {
  return database.read([](Reader& reader) { return reader.value<std::int64_t>(R"sql(SELECT count(*) FROM numbers)sql"); });
}

/// Queues works behind one that waits, so that they share a group, and gives each one's fate.
std::vector<std::future<void>> in_one_group(Database& database, std::vector<Database::Work> works) {
  std::promise<void> hold;
  auto started = std::make_shared<std::promise<void>>();
  auto began = started->get_future();
  // A group of which one fails runs again: only the first time says that it began.
  database.enqueue(
      [started, held = hold.get_future().share()](Transaction&) mutable {
        if (auto const first = std::exchange(started, nullptr)) first->set_value();
        held.wait();
      },
      [](std::exception_ptr) {});
  began.wait();
  std::vector<std::future<void>> fates;
  for (auto& work : works) {
    auto promise = std::make_shared<std::promise<void>>();
    fates.push_back(promise->get_future());
    database.enqueue(std::move(work),
                     [promise](std::exception_ptr failure) { failure ? promise->set_exception(failure) : promise->set_value(); });
  }
  hold.set_value();
  return fates;
}

TEST(Faults, AFailedCommitIsToldToEveryoneInTheGroup) {
  TemporaryFolder const folder;
  auto const database = open_sqlite(folder / "city.db");
  write_script(*database, tables);
  auto fates = in_one_group(*database, {[](Transaction& tx) { add_number(tx, 1); },
                                        [](Transaction& tx) {
                                          EngineSql::script(tx, "PRAGMA defer_foreign_keys = ON");  // makes the COMMIT itself fail
                                          tx.run(R"sql(INSERT INTO children (id, parent) VALUES (1, 99))sql");
                                        },
                                        [](Transaction& tx) { add_number(tx, 2); }});
  for (auto& fate : fates) EXPECT_THROW(fate.get(), ConstraintViolation);
  EXPECT_EQ(count(*database), 0);
  EXPECT_EQ(database->stats().commits_failed, 1);
  database->write([](Transaction& tx) { add_number(tx, 3); });
  EXPECT_EQ(count(*database), 1);
}

TEST(Faults, AFullDatabaseRefusesWritesAndGoesOnReading) {
  TemporaryFolder const folder;
  auto const database = open_sqlite(folder / "city.db", {.max_page_count = 64});
  write_script(*database, tables);
  std::int64_t id = 0;
  EXPECT_THROW(while (true) database->write([&](Transaction& tx) { add_number(tx, ++id, 10'000); }), StoreFull);
  EXPECT_EQ(count(*database), id - 1);
  EXPECT_TRUE(database->read(totals_agree));
  database->write([](Transaction& tx) { tx.run(R"sql(DELETE FROM children WHERE id = 1)sql"); });
  EXPECT_EQ(integrity(*database), "ok");
}

TEST(Faults, AWorkThatFillsTheDiskIsUndoneAlone) {
  TemporaryFolder const folder;
  auto const database = open_sqlite(folder / "city.db", {.max_page_count = 64});
  write_script(*database, tables);
  auto fates = in_one_group(*database, {[](Transaction& tx) { add_number(tx, 1); }, [](Transaction& tx) { add_number(tx, 2, 1'000'000); },
                                        [](Transaction& tx) { add_number(tx, 3); }});
  // SQLite may end the whole transaction here; then the first hears of it too. What was acknowledged must be there.
  std::int64_t acknowledged = 0;
  for (auto& fate : fates) {
    try {
      fate.get();
      ++acknowledged;
    } catch (StoreFull const&) {}
  }
  EXPECT_LT(acknowledged, 3);
  EXPECT_EQ(count(*database), acknowledged);
  EXPECT_TRUE(database->read(totals_agree));
}

/// A tiny file system of its own; needs root.
class SmallDisk {
 public:
  explicit SmallDisk(std::filesystem::path path) : path_{std::move(path)} {
    std::filesystem::create_directories(path_);
    mounted_ = ::mount("tmpfs", path_.c_str(), "tmpfs", 0, "size=2m") == 0;
  }
  ~SmallDisk() {
    if (mounted_) ::umount2(path_.c_str(), MNT_DETACH);
  }
  SmallDisk(SmallDisk const&) = delete;
  SmallDisk& operator=(SmallDisk const&) = delete;
  bool mounted() const { return mounted_; }

 private:
  std::filesystem::path path_;
  bool mounted_ = false;
};

TEST(Faults, AFullDiskLosesNothingAcknowledgedAndRecovers) {
  TemporaryFolder const folder;
  SmallDisk const disk{folder / "disk"};
  if (!disk.mounted()) GTEST_SKIP() << "no small file system can be mounted here";
  auto const database = open_sqlite(folder / "disk/city.db", {.checkpoint_bytes = 256 << 10, .truncate_bytes = 512 << 10});
  write_script(*database, tables);
  std::int64_t acknowledged = 0, full = 0;
  for (std::int64_t id = 1; full < 5; ++id) {
    try {
      database->write([&](Transaction& tx) { add_number(tx, id, 20'000); });
      ++acknowledged;
    } catch (StoreFull const&) {
      ++full;
    }
    ASSERT_EQ(count(*database), acknowledged);
  }
  EXPECT_TRUE(database->read(totals_agree));
  ASSERT_EQ(::mount("tmpfs", (folder / "disk").c_str(), "tmpfs", MS_REMOUNT, "size=8m"), 0);
  database->write([](Transaction& tx) { add_number(tx, 1'000'000, 20'000); });
  EXPECT_EQ(count(*database), acknowledged + 1);
  EXPECT_EQ(integrity(*database), "ok");
  database->close();
}

TEST(Faults, ManyThreadsSeeWholeTransactionsOnly) {
  TemporaryFolder const folder;
  auto const database = open_sqlite(folder / "city.db", {.readers = 2, .checkpoint_bytes = 64 << 10});
  write_script(*database, tables);
  constexpr int writers = 6, each = 100;
  std::atomic<bool> done = false;
  std::vector<std::thread> threads, readers;
  for (int w = 0; w < writers; ++w) {
    threads.emplace_back([&, w] {
      for (int i = 0; i < each; ++i) {
        auto const lane = i % 2 == 0 ? Lane::interactive : Lane::bulk;
        database->write([&](Transaction& tx) { add_number(tx, w * each + i + 1, 200); }, lane);
      }
    });
  }
  for (int r = 0; r < 3; ++r)
    readers.emplace_back([&] {
      while (!done) EXPECT_TRUE(database->read(totals_agree));
    });
  for (auto& thread : threads) thread.join();
  done = true;
  for (auto& reader : readers) reader.join();
  EXPECT_EQ(count(*database), writers * each);
  auto const stats = database->stats();
  EXPECT_GE(stats.works_committed, writers * each);
  EXPECT_LT(stats.commits, stats.works_committed) << "groups were made";
  EXPECT_GT(stats.checkpoints, 0);
}

TEST(Faults, TheLogIsEmptiedAtTheEnd) {
  TemporaryFolder const folder;
  auto const database = open_sqlite(folder / "city.db");
  write_script(*database, tables);
  for (int i = 1; i < 50; ++i) database->write([&](Transaction& tx) { add_number(tx, i, 5000); });
  EXPECT_GT(database->stats().wal_bytes, 0);
  database->close();
  std::error_code missing;
  auto const size = std::filesystem::file_size(folder / "city.db-wal", missing);
  EXPECT_TRUE(missing || size == 0) << size;
}

TEST(Faults, ABackupIsOneMomentOfALiveDatabase) {
  TemporaryFolder const folder;
  auto const database = open_sqlite(folder / "city.db");
  write_script(*database, tables);
  for (int i = 1; i <= 20; ++i) database->write([&](Transaction& tx) { add_number(tx, i, 1'000'000); });
  std::int64_t calls = 0, id = 1000;
  database->backup(folder / "copy.db", [&](BackupProgress const& progress) {
    ++calls;
    EXPECT_LE(progress.pages_done, progress.pages_total);
    if (calls < 4) database->write([&](Transaction& tx) { add_number(tx, ++id, 1000); });
  });
  EXPECT_GT(calls, 2);
  auto const copy = open_sqlite(folder / "copy.db");
  EXPECT_EQ(count(*copy), 20);
  EXPECT_TRUE(copy->read(totals_agree));
  EXPECT_EQ(integrity(*copy), "ok");
  EXPECT_FALSE(std::filesystem::exists(folder / "copy.db.part"));
  EXPECT_THROW(database->backup(folder / "missing" / "copy.db"), StoreError);
}

/// The child's life: several threads write numbers of their own and tell each acknowledged one through the pipe.
[[noreturn]] void write_until_killed(std::filesystem::path const& path, std::int64_t first, int pipe) {
  auto const database = open_sqlite(path, {.checkpoint_bytes = 128 << 10});
  std::atomic<std::int64_t> next = first;
  auto const work = [&] {
    while (true) {
      std::int64_t const id = ++next;
      database->write([id](Transaction& tx) { add_number(tx, id, 300); });
      if (::write(pipe, &id, sizeof id) != sizeof id) ::_exit(1);
    }
  };
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) threads.emplace_back(work);
  for (auto& thread : threads) thread.join();
  ::_exit(0);
}

/// Starts a child, kills it after `enough` acknowledgements; gives all that it acknowledged.
std::vector<std::int64_t> acknowledged_before_kill(std::filesystem::path const& path, std::int64_t first, std::size_t enough) {
  int ends[2];
  if (::pipe(static_cast<int*>(ends)) != 0) return {};
  pid_t const child = ::fork();
  if (child == 0) {
    ::close(ends[0]);
    write_until_killed(path, first, ends[1]);
  }
  ::close(ends[1]);
  std::vector<std::int64_t> acknowledged;
  std::int64_t id = 0;
  while (::read(ends[0], &id, sizeof id) == sizeof id) {
    acknowledged.push_back(id);
    if (acknowledged.size() == enough) ::kill(child, SIGKILL);
  }
  ::close(ends[0]);
  ::waitpid(child, nullptr, 0);
  return acknowledged;
}

TEST(Faults, WhatWasAcknowledgedSurvivesKill) {
  TemporaryFolder const folder;
  auto const path = folder / "city.db";
  {
    auto const database = open_sqlite(path);
    write_script(*database, tables);
  }
  std::mt19937 random{7};
  std::set<std::int64_t> acknowledged;
  for (int round = 0; round < 25; ++round) {
    auto const more = acknowledged_before_kill(path, (round + 1) * 1'000'000, 5 + random() % 60);
    ASSERT_FALSE(more.empty());
    acknowledged.insert(more.begin(), more.end());
    auto const database = open_sqlite(path);
    auto const stored =
        database->read([](Reader& reader) { return reader.values<std::int64_t>(R"sql(SELECT id FROM numbers ORDER BY id)sql"); });
    ASSERT_TRUE(std::includes(stored.begin(), stored.end(), acknowledged.begin(), acknowledged.end())) << "round " << round;
    ASSERT_TRUE(database->read(totals_agree));
  }
  EXPECT_EQ(integrity(*open_sqlite(path)), "ok");
}

}  // namespace
}  // namespace cityhall::store
