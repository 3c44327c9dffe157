#include "app/bench.h"

#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <condition_variable>
#include <mutex>
#include <sstream>

#include "app/demo.h"
#include "base/refusal.h"
#include "base/temporary_folder.h"
#include "kernel/directory/directory.h"
#include "kernel/run_unit.h"
#include "services/front/door.h"
#include "ui/assets.h"

namespace cityhall {
namespace {

using Stopwatch = std::chrono::steady_clock;  // the real one: speed is what is measured

constexpr int under_way = 64;

double cpu_micros() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  auto const micros = [](timeval const& time) { return static_cast<double>(time.tv_sec) * 1e6 + static_cast<double>(time.tv_usec); };
  return micros(usage.ru_utime) + micros(usage.ru_stime);
}

/// Counts how often `work` ends within the time; `work` returns how many it did.
template <class Work>
Measure timed(std::string name, std::string what, std::chrono::milliseconds length, Work&& work) {
  auto const cpu = cpu_micros();
  auto const start = Stopwatch::now();
  double done = 0;
  while (Stopwatch::now() - start < length) done += work();
  auto const seconds = std::chrono::duration<double>(Stopwatch::now() - start).count();
  return {std::move(name), std::move(what), done / seconds, done > 0 ? (cpu_micros() - cpu) / done : 0};
}

Measure measure_disk(std::filesystem::path const& folder, std::chrono::milliseconds length) {
  auto const descriptor = ::open((folder / "sync").c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
  std::string const block(4096, 'x');
  auto measure = timed("disk", "blocks of 4 KB made durable on this disk, one after the other", length, [&] {
    bool const written = ::pwrite(descriptor, block.data(), block.size(), 0) > 0 && ::fdatasync(descriptor) == 0;
    if (!written) throw unavailable("bench.disk", _("The disk cannot be written."), _("Look at its space and its permissions."));
    return 1;
  });
  ::close(descriptor);
  return measure;
}

Measure measure_units(City& city, std::chrono::milliseconds length) {
  int turn = 0;
  auto const actor = system_actor("bench");
  return timed("commits", "small changes made durable, one after the other", length, [&] {
    run_unit(city, actor, [&](Unit& unit) { save_queue(unit, {.id = "bench/queue", .title = std::to_string(++turn)}); });
    return 1;
  });
}

/// Keeps so many requests under way; their answers come from the writer.
class Pipeline {
 public:
  explicit Pipeline(Door const& door) : door_{door} {}
  ~Pipeline() { wait_below(1); }
  Pipeline(Pipeline const&) = delete;
  Pipeline& operator=(Pipeline const&) = delete;

  void send(web::Request request) {
    wait_below(under_way);
    {
      std::lock_guard const lock{mutex_};
      ++running_;
    }
    door_.handle(std::move(request), [this](web::Response&& response) { answered(response.status); });
  }
  /// Waits for the rest; how many were taken.
  int finish() {
    wait_below(1);
    return taken_;
  }

 private:
  void answered(int status) {
    std::lock_guard const lock{mutex_};
    --running_;
    if (status < 400) ++taken_;
    freed_.notify_one();
  }
  void wait_below(int most) {
    std::unique_lock lock{mutex_};
    freed_.wait(lock, [&] { return running_ < most; });
  }

  Door const& door_;
  std::mutex mutex_;
  std::condition_variable freed_;
  int running_ = 0;
  int taken_ = 0;
};

web::Request local(web::Method method, std::string target, std::string form = {}) {
  web::Headers headers;
  if (!form.empty()) headers.add("Content-Type", "application/x-www-form-urlencoded");
  auto request = web::make_request(method, std::move(target), std::move(headers), std::move(form));
  request.host = request.authority = request.remote_address = "127.0.0.1";
  request.form = web::read_form(request);
  return request;
}

Measure measure_submissions(Door const& door, std::string const& key, std::chrono::milliseconds length) {
  auto const form = "api_key=" + key + "&service_code=POTHOLE&lat=40.0318&long=-86.1525&description=A+deep+hole";
  return timed("submissions", "reports taken in and durable, 64 under way (routing, zones, event, search)", length, [&] {
    Pipeline pipeline{door};
    for (int i = 0; i < 4 * under_way; ++i) pipeline.send(local(web::Method::POST, "/open311/v2/requests.json", form));
    return pipeline.finish();
  });
}

Measure measure_pages(Door const& door, std::chrono::milliseconds length) {
  return timed("pages", "pages made anew (the first question of a report), on one processor", length,
               [&] { return door.answer(local(web::Method::GET, "/services/pothole/report")).status == 200 ? 1 : 0; });
}

void make_city_quietly(Process& process) {
  std::ostringstream quiet;
  found_demo(process, {}, quiet);
}

}  // namespace

std::vector<Measure> measure_machine(std::filesystem::path const& disk, std::chrono::milliseconds length) {
  TemporaryFolder const folder{disk};
  std::vector<Measure> measures{measure_disk(folder.path(), length)};
  Process process{folder.path()};
  make_city_quietly(process);
  Cities cities;
  auto& city = cities.add(process.open(std::string{demo_slug})).city();
  auto const key = demo_access(city).open311_key;
  web::Assets const assets{ui_assets()};
  Door const door{process.modules(), cities, assets};
  measures.push_back(measure_units(city, length));
  measures.push_back(measure_submissions(door, key, length));
  measures.push_back(measure_pages(door, length));
  return measures;
}

}  // namespace cityhall
