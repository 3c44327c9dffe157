// How long it takes to find a place by words and a name for a point, on the streets and addresses of an OpenStreetMap extract.
//   bench_places FILE.osm.pbf          a real extract, or town.osm.pbf of `cityhall town DIR`

#include <algorithm>
#include <chrono>
#include <cstdio>

#include "app/setup.h"
#include "app/simulation/dice.h"
#include "app/simulation/scratch_folder.h"
#include "base/log.h"
#include "base/text.h"
#include "kernel/places/address_list.h"
#include "kernel/places/address_search.h"
#include "kernel/run_unit.h"
#include "services/maps/import_osm.h"

namespace cityhall {
namespace {

using Stopwatch = std::chrono::steady_clock;  // the real one: speed is what is measured

constexpr std::size_t questions_most = 2000;

double milliseconds_since(Stopwatch::time_point begun) {
  return std::chrono::duration<double, std::milli>(Stopwatch::now() - begun).count();
}

void print(char const* what, std::vector<double> times, std::size_t right) {
  std::sort(times.begin(), times.end());
  auto const at = [&](double share) { return times[static_cast<std::size_t>(share * static_cast<double>(times.size() - 1))]; };
  std::printf("%-34s %5zu asked, %5.1f %% right   median %6.3f ms   p99 %6.3f ms   longest %6.3f ms\n", what, times.size(),
              100.0 * static_cast<double>(right) / static_cast<double>(times.size()), at(0.5), at(0.99), times.back());
}

/// Two letters in the middle of the longest word change places.
std::string misspelt(std::string text) {
  std::size_t best = 0, length = 0;
  for (std::size_t from = 0; from < text.size();) {
    auto const to = std::min(text.find(' ', from), text.size());
    if (to - from > length) best = from, length = to - from;
    from = to + 1;
  }
  if (length >= 5) std::swap(text[best + length / 2], text[best + length / 2 - 1]);
  return text;
}

template <class Ask>
void measure_search(View const& view, char const* what, std::vector<Address> const& asked, Ask&& words_of) {
  std::vector<double> times;
  std::size_t right = 0;
  for (auto const& address : asked) {
    auto const wanted = Address{.number = address.number, .street = address.street}.line();
    auto const words = words_of(address);
    auto const begun = Stopwatch::now();
    auto const found = find_places(view, {.typed = words, .near = address.point});
    times.push_back(milliseconds_since(begun));
    if (std::any_of(found.begin(), found.end(), [&](FoundPlace const& place) { return place.text == wanted; })) ++right;
  }
  print(what, std::move(times), right);
}

void measure_reverse(View const& view, std::vector<Address> const& asked, simulation::Dice& dice) {
  std::vector<double> times;
  std::size_t right = 0;
  constexpr double metre = 1.0 / 111'320;
  for (auto const& address : asked) {
    auto const off = [&] { return (dice.real() - 0.5) * 10 * metre; };
    Point const point{address.point.latitude + off(), address.point.longitude + off()};
    auto const begun = Stopwatch::now();
    auto const found = nearest_address(view, point);
    times.push_back(milliseconds_since(begun));
    if (found && metres_between(found->point, point) <= metres_between(address.point, point)) ++right;
  }
  print("nearest address to a point", std::move(times), right);
}

void measure(View const& view) {
  auto all = addresses_after(view, {}, 1'000'000);
  auto const step = std::max<std::size_t>(1, all.size() / questions_most);
  std::vector<Address> asked;
  for (std::size_t at = 0; at < all.size(); at += step) asked.push_back(all[at]);
  if (asked.empty()) return;
  find_places(view, {.typed = asked.front().street});  // the names are read once
  auto const line = [](Address const& address) { return Address{.number = address.number, .street = address.street}.line(); };
  measure_search(view, "as it stands", asked, line);
  measure_search(view, "street first, small letters", asked, [](Address const& each) { return fold(each.street + " " + each.number); });
  measure_search(view, "half typed", asked, [&](Address const& each) {
    auto const folded = fold(line(each));  // plain letters: no half ones
    return folded.substr(0, folded.size() * 2 / 3);
  });
  measure_search(view, "misspelt", asked, [&](Address const& each) { return misspelt(line(each)); });
  simulation::Dice dice{7};
  measure_reverse(view, asked, dice);
}

int run(char const* file) {
  set_log_level(LogLevel::error);
  simulation::ScratchFolder const folder;
  Process process{folder.path()};
  Settings settings;
  settings.name = "Place";
  settings.time_zone = "UTC";
  settings.base_url = "http://127.0.0.1";
  auto const made = make_city(process, {.settings = settings, .with_catalogue = false});
  auto served = process.open(made.slug);
  auto const report = maps::import_osm(served->city(), system_actor("bench"), {.file = file});
  std::printf("%s: %zu streets, %zu addresses, %zu places, %zu tiles read and made in %.2f s\n", file, report.streets, report.addresses,
              report.landmarks, report.tiles, report.seconds);
  run_view(served->city(), system_actor("bench"), measure);
  return 0;
}

}  // namespace
}  // namespace cityhall

int main(int count, char** arguments) {
  if (count == 2) return cityhall::run(arguments[1]);
  std::fputs("usage: bench_places FILE.osm.pbf\n", stderr);
  return 2;
}
