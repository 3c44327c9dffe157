// What the store costs: point reads, durable inserts by 1, 8 and 64 at once, against the disk's own fdatasync in the same run.
//   bench_store [FOLDER]     the folder decides which disk is measured; default: the current one
#include <fcntl.h>
#include <unistd.h>

#include <ctime>
#include <cstdio>
#include <latch>

#include "store/spatial_index.h"
#include "store/testing.h"
#include "store/text_index.h"

namespace cityhall::store {
namespace {

double processor_seconds() {
  timespec time{};
  ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

struct Figure {
  double per_second = 0;
  double cpu_micros = 0;
};

/// Times `work`, which does `count` operations.
template <class F>
Figure measure(int count, F const& work) {
  auto const cpu = processor_seconds();
  auto const start = std::chrono::steady_clock::now();
  work();
  std::chrono::duration<double> const wall = std::chrono::steady_clock::now() - start;
  return {.per_second = count / wall.count(), .cpu_micros = (processor_seconds() - cpu) * 1e6 / count};
}

void print(std::string const& what, Figure figure, std::string const& note = {}) {
  std::printf("%-52s %10.0f /s  %7.1f us CPU  %s\n", what.c_str(), figure.per_second, figure.cpu_micros, note.c_str());
  std::fflush(stdout);
}

Figure raw_syncs(std::filesystem::path const& path) {
  int const file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  std::string const page(4096, 'x');
  constexpr int count = 200;
  auto const figure = measure(count, [&] {
    for (int i = 0; i < count; ++i) {
      if (::pwrite(file, page.data(), page.size(), i % 64 * 4096) < 0 || ::fdatasync(file) != 0) std::abort();
    }
  });
  ::close(file);
  return figure;
}

void insert(Transaction& tx, std::int64_t id) {
  tx.run(R"sql(INSERT INTO rows (id, state, text) VALUES ($1, $2, $3))sql", id, "open",
         "A pothole in front of the school, deep enough to break an axle, since Monday");
}

Figure inserts(Database& database, int clients, int each, std::atomic<std::int64_t>& next) {
  return measure(clients * each, [&] {
    std::vector<std::thread> threads;
    for (int client = 0; client < clients; ++client) {
      threads.emplace_back([&] {
        for (int i = 0; i < each; ++i) database.write([id = ++next](Transaction& tx) { insert(tx, id); });
      });
    }
    for (auto& thread : threads) thread.join();
  });
}

/// As the server does it: `width` requests are on their way at a time, each answered from `done`.
Figure enqueued(Database& database, int width, int count, std::atomic<std::int64_t>& next) {
  return measure(count, [&] {
    std::latch finished{count};
    std::atomic<int> left = count - width;
    std::function<void()> const send = [&] {
      database.enqueue([id = ++next](Transaction& tx) { insert(tx, id); },
                       [&](std::exception_ptr) {
                         if (--left >= 0) send();
                         finished.count_down();
                       });
    };
    for (int i = 0; i < width; ++i) send();
    finished.wait();
  });
}

void bench_reads(Database& database, std::int64_t rows) {
  constexpr int count = 200'000;
  auto const one_snapshot = measure(count, [&] {
    database.read([&](Reader& reader) {
      for (int i = 0; i < count; ++i) {
        auto const row = reader.maybe(R"sql(SELECT state, text FROM rows WHERE id = $1)sql", i * 7919LL % rows + 1);
        if (row->get<std::string>(0) != "open") std::abort();
      }
    });
  });
  print("point read, cached statement", one_snapshot);
  auto const each_its_own = measure(count, [&] {
    for (int i = 0; i < count; ++i) {
      auto const state = database.read([&](Reader& reader) {
        return reader.value<std::string>(R"sql(SELECT state FROM rows WHERE id = $1)sql", i * 7919LL % rows + 1);
      });
      if (state != "open") std::abort();
    }
  });
  print("point read, a snapshot for each", each_its_own);
}

void bench_rows_in_one(Database& database, std::atomic<std::int64_t>& next) {
  constexpr int count = 100'000;
  print("rows in works of 1,000 (import)", measure(count, [&] {
          for (int i = 0; i < count / 1000; ++i) {
            database.write(
                [&](Transaction& tx) {
                  for (int row = 0; row < 1000; ++row) insert(tx, ++next);
                },
                Lane::bulk);
          }
        }));
}

void bench_indexes(Database& database) {
  TextIndex const text{"bench_text"};
  SpatialIndex const places{"bench_box"};
  database.write([&](Transaction& tx) {
    text.create(tx);
    places.create(tx);
  });
  constexpr int count = 20'000;
  auto const words = [](int i) {
    std::string all;
    for (int word = 0; word < 20; ++word) all += "w" + std::to_string((i * 31 + word * word * 17) % 5000) + " ";
    return all;
  };
  print("full text, 500 documents of 20 words in a work", measure(count, [&] {
          for (int i = 0; i < count; i += 500)
            database.write([&](Transaction& tx) {
              for (int document = i; document < i + 500; ++document) text.add(tx, document, words(document));
            });
        }));
  print("full text, search of two words, 20 best", measure(2000, [&] {
          database.read([&](Reader& reader) {
            for (int i = 0; i < 2000; ++i)
              text.search(reader, "w" + std::to_string(i * 31 % 5000) + " w" + std::to_string(1000 + (i * 31 + 17) % 4000), 20);
          });
        }));
  print("boxes put, 500 in a work", measure(count, [&] {
          for (int i = 0; i < count; i += 500)
            database.write([&](Transaction& tx) {
              for (int box = i; box < i + 500; ++box) {
                double const x = box % 200 * 0.001 - 71, y = box / 200 * 0.001 + 42;
                places.put(tx, box, {x, y, x, y});
              }
            });
        }));
  print("boxes within 300 m", measure(20'000, [&] {
          database.read([&](Reader& reader) {
            for (int i = 0; i < 20'000; ++i) {
              double const x = i % 200 * 0.001 - 71, y = i / 200 * 0.001 + 42;
              places.within(reader, {x - 0.003, y - 0.003, x + 0.003, y + 0.003});
            }
          });
        }));
}

void run(std::filesystem::path const& folder) {
  auto const disk = raw_syncs(folder / "raw");
  print("the disk: write of 4 KB and fdatasync", disk);
  auto const database = open_sqlite(folder / "bench.db");
  write_script(*database, "CREATE TABLE rows (id INTEGER PRIMARY KEY, state TEXT NOT NULL, text TEXT NOT NULL) STRICT");
  std::atomic<std::int64_t> next = 0;
  for (int const clients : {1, 8, 64}) {
    auto const before = database->stats();
    auto const figure = inserts(*database, clients, 6400 / clients / (clients == 1 ? 8 : 1), next);
    auto const after = database->stats();
    auto const group =
        static_cast<double>(after.works_committed - before.works_committed) / static_cast<double>(after.commits - before.commits);
    char note[80];
    std::snprintf(note, sizeof note, "%.1f in a commit, %.2f x fdatasync", group, figure.per_second / disk.per_second);
    print("durable insert, " + std::to_string(clients) + " waiting threads", figure, static_cast<char const*>(note));
  }
  for (int const width : {1, 8, 64}) {
    auto const figure = enqueued(*database, width, width == 1 ? 1000 : 20'000, next);
    char note[80];
    std::snprintf(note, sizeof note, "%.2f x fdatasync", figure.per_second / disk.per_second);
    print("durable insert, " + std::to_string(width) + " enqueued at a time", figure, static_cast<char const*>(note));
  }
  bench_rows_in_one(*database, next);
  bench_reads(*database, next);
  bench_indexes(*database);
}

}  // namespace
}  // namespace cityhall::store

int main(int count, char** words) {
  namespace fs = std::filesystem;
  auto const folder = fs::path{count > 1 ? words[1] : "."} / ("bench-store-" + std::to_string(::getpid()));
  fs::create_directories(folder);
  cityhall::store::run(folder);
  fs::remove_all(folder);
  return 0;
}
