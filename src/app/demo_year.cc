#include "app/demo_year.h"

#include <fmt/format.h>
#include <unistd.h>

#include "app/demo.h"
#include "app/simulation/scratch_folder.h"
#include "app/simulation/simulate.h"
#include "app/simulation/year.h"
#include "app/town/write_town.h"
#include "base/crypto.h"

namespace cityhall {
namespace {

namespace fs = std::filesystem;

constexpr int days_lived = 45;          // through every verb: with crews, mails, answers
constexpr int days_before = 320;        // brought in from the system that the city had before, as a real city would
constexpr int residents_per_report = 5; // in a year; cities with an open 311 give 3 to 10

/// What makes two demo cities the same: program, size and day.
std::string demo_key(DemoWish const& wish) {
  fs::path const program{"/proc/self/exe"};
  auto const built = fs::last_write_time(program).time_since_epoch().count();
  auto const day = std::chrono::floor<std::chrono::days>(wish.now).time_since_epoch().count();
  return sha256_hex(fmt::format("{} {} {} {}", fs::file_size(program), built, wish.residents, day)).substr(0, 16);
}

simulation::Plan year_of(DemoWish const& wish, fs::path const& town) {
  auto const today = TimeZone{"America/Indiana/Indianapolis"}.date_of(wish.now);
  auto const a_day = static_cast<double>(wish.residents) / residents_per_report / 365;
  return {.seed = 7,
          .from = simulation::add_days(today, 1 - days_lived),
          .days = days_lived,
          .residents = static_cast<std::size_t>(wish.residents) / 10 + 1,
          .cases = static_cast<std::size_t>(a_day * days_lived) + 20,
          .past = static_cast<std::size_t>(a_day * days_before),
          .past_days = days_before,
          .town = town,
          .until = wish.now,
          .watched = false,
          .secrets_from_seed = false};
}

/// Half a folder is never seen: the copy gets its name when it is whole. Who comes second leaves what is there.
void publish_folder(fs::path const& from, fs::path const& to) {
  auto const part = to.parent_path() / fmt::format(".{}-{}", to.filename().string(), ::getpid());
  fs::create_directories(to.parent_path());
  fs::remove_all(part);
  fs::copy(from, part, fs::copy_options::recursive);
  std::error_code taken;
  fs::rename(part, to, taken);
  if (taken) fs::remove_all(part);
}

/// Yesterday's cities go.
void keep_for_the_day(fs::path const& made, fs::path const& cache, std::string const& key) {
  std::error_code ignored;
  for (auto const& old : fs::directory_iterator{cache, ignored})
    if (old.path().filename() != key && !old.path().filename().string().starts_with('.')) fs::remove_all(old.path(), ignored);
  publish_folder(made, cache / key);
}

}  // namespace

void make_demo(DemoWish const& wish) {
  auto const city = fs::path{"cities"} / demo_slug;
  if (fs::exists(wish.data / city)) return;
  auto const key = demo_key(wish);
  auto const kept = wish.cache.empty() ? fs::path{} : wish.cache / key;
  if (!kept.empty() && fs::exists(kept)) {
    if (!fs::exists(wish.data / "town")) publish_folder(kept / "town", wish.data / "town");
    return publish_folder(kept / city, wish.data / city);
  }
  simulation::ScratchFolder const scratch;  // the commits of a year wait for no disk
  town::write_town(town::make_town({.residents = wish.residents}), scratch.path() / "town");
  simulation::simulate(scratch.path(), year_of(wish, scratch.path() / "town"), wish.tell);
  if (!kept.empty()) keep_for_the_day(scratch.path(), wish.cache, key);
  fs::remove_all(wish.data / "town");
  publish_folder(scratch.path() / "town", wish.data / "town");
  publish_folder(scratch.path() / city, wish.data / city);
}

}  // namespace cityhall
