// CPU of the kernel's common work: opening a case with all that follows, importing, the inbox and the public list of a large city.
//   bench_cases [cases]      default 200,000 imported cases

#include <sys/resource.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>

#include "kernel/cases/import.h"
#include "kernel/cases/inbox.h"
#include "kernel/cases/public_case.h"
#include "kernel/directory/directory.h"
#include "kernel/jobs/runner.h"
#include "kernel/places/zone.h"
#include "kernel/search/search.h"
#include "kernel/testing.h"

namespace cityhall {
namespace {

using Steady = std::chrono::steady_clock;

/// Processor time of all threads, microseconds.
double cpu_us() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  auto const micros = [](timeval const& time) { return static_cast<double>(time.tv_sec) * 1e6 + static_cast<double>(time.tv_usec); };
  return micros(usage.ru_utime) + micros(usage.ru_stime);
}

double memory_mb() {
  std::ifstream status{"/proc/self/status"};
  for (std::string line; std::getline(status, line);)
    if (line.starts_with("VmRSS:")) return std::atof(line.c_str() + 6) / 1024;
  return 0;
}

void open_cases(TestCity& test, int count) {
  auto& city = test.city();
  auto const actor = test.anonymous();
  auto const before = cpu_us();
  for (int done = 0; done < count; done += 64) {
    // As requests arrive: each is a work of its own, many meet in one commit.
    for (int at = 0; at < 64; ++at)
      city.db().enqueue(
          [&, number = done + at](store::Transaction& tx) {
            Unit unit{city, tx, actor, city.clock().now()};
            Point const where{39.91 + number % 180 * 0.001, -86.19 + number % 170 * 0.001};
            open_case(unit, {.service = "pothole",
                             .answers = R"({"lane": "travel", "size": "wheel"})",
                             .place = {.point = where, .address = "12 Main St"},
                             .description = "A deep hole in the right lane near the bus stop, cars swerve into the other lane.",
                             .reporter = {.name = "Pat Doe", .email = "pat" + std::to_string(number) + "@example.org"}});
          },
          [](std::exception_ptr failure) {
            if (failure) std::abort();
          });
    test.run(actor, [](Unit&) {});
  }
  auto const opened = cpu_us();
  run_consumers(city);
  std::printf("open_case %.1f us CPU, consumers and seal %.1f us CPU\n", (opened - before) / count, (cpu_us() - opened) / count);
}

void import(TestCity& test, int count) {
  auto const system = system_actor("import");
  auto const start = Steady::now();
  auto const before = cpu_us();
  auto const now = test.clock().now();
  for (int done = 0; done < count; done += 500) {
    std::vector<std::string> ids;
    for (int at = 0; at < 500; ++at) ids.push_back(std::to_string(101'000'000'000 + done + at));
    std::vector<ImportedCase> rows;
    for (int at = 0; at < 500; ++at) {
      auto const number = done + at;
      auto const opened = now - std::chrono::minutes{number % 500'000};
      bool const open = number % 16 == 0;
      rows.push_back({.external_id = ids[static_cast<std::size_t>(at)],
                      .service = "pothole",
                      .title = "Request for Pothole Repair",
                      .description = "Hole in the street",
                      .address = "INTERSECTION Main St & Oak Ave",
                      .point = Point{39.91 + number % 180 * 0.001, -86.19 + number % 170 * 0.001},
                      .opened_at = opened,
                      .closed_at = open ? std::nullopt : std::optional{opened + std::chrono::hours{number % 200}},
                      .due_at = opened + std::chrono::hours{72},
                      .closing_message = "Case Resolved",
                      .queue = number % 3 == 0 ? "streets/north" : "streets/south"});
    }
    test.run(system, [&](Unit& unit) { import_cases(unit, "bench", rows); });
  }
  auto const seconds = std::chrono::duration<double>(Steady::now() - start).count();
  std::printf("import %.0f rows/s, %.1f us CPU a row\n", count / seconds, (cpu_us() - before) / count);
  auto const follow = cpu_us();
  run_consumers(test.city());
  std::printf("consumers after the import %.1f us CPU a row\n", (cpu_us() - follow) / count);
}

template <class Work>
void time_view(TestCity& test, char const* name, Work work) {
  std::vector<double> times;
  auto const dana = test.dispatcher();
  auto const before = cpu_us();
  for (int turn = 0; turn < 20; ++turn) {
    auto const start = Steady::now();
    test.view(dana, work);
    times.push_back(std::chrono::duration<double, std::milli>(Steady::now() - start).count());
  }
  auto const cpu = (cpu_us() - before) / 20'000;
  std::sort(times.begin(), times.end());
  std::printf("%-44s median %7.2f ms, worst %7.2f ms, CPU %6.2f ms\n", name, times[10], times.back(), cpu);
}

void read(TestCity& test) {
  auto const list = [](InboxFilter filter) { return [filter](View const& view) { inbox(view, filter, {}, "en"); }; };
  auto const zone = test.zone("north");
  time_view(test, "inbox: open by due", list({}));
  time_view(test, "inbox: one queue", list({.queue = "streets/north"}));
  time_view(test, "inbox: department, zone, due soon", list({.queue = "streets/*", .zone = zone, .due = DueFilter::soon}));
  time_view(test, "inbox: nothing fits", list({.queue = "parks"}));
  time_view(test, "inbox: open, newest first", list({.sort = InboxSort::newest}));
  time_view(test, "inbox: open by priority", list({.sort = InboxSort::priority}));
  time_view(test, "inbox: closed, one zone", list({.status = CaseStatus::closed, .zone = zone}));
  time_view(test, "inbox: closed, one service", list({.status = CaseStatus::closed, .service = "pothole"}));
  time_view(test, "inbox: words", list({.status = std::nullopt, .text = "main pothole"}));
  time_view(test, "queue counts", [&](View const& view) { queue_counts(view, test.clock().now()); });
  time_view(test, "1,000 public requests", [](View const& view) { requests(view, {}); });
  time_view(test, "figures", [&](View const& view) { figures(view, test.clock().now()); });
  time_view(test, "find services", [&](View const& view) { find_services(view.city, "big hole in my stret"); });
  auto const zones = test.city().zones.get();
  auto const before = cpu_us();
  for (int turn = 0; turn < 100'000; ++turn) zones->at({39.91 + turn % 180 * 0.001, -86.19 + turn % 170 * 0.001});
  std::printf("zones at a point (2 layers) %.2f us\n", (cpu_us() - before) / 100'000);
}

}  // namespace
}  // namespace cityhall

int main(int argc, char** argv) {
  auto const count = argc > 1 ? std::atoi(argv[1]) : 200'000;
  cityhall::TestCity test;
  cityhall::open_cases(test, 4096);
  cityhall::import(test, count);
  cityhall::open_cases(test, 4096);
  cityhall::read(test);
  std::printf("memory %.0f MB\n", cityhall::memory_mb());
}
