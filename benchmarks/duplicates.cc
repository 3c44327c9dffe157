// How well the rule for probable duplicates (kernel/cases/duplicates.h) would have done on a real city's half year.
//   bench_duplicates FILE.csv          Boston's 29 columns, unzipped
// Tuned on the first half of the file in time, reported on the second. See docs/contributors/duplicates.md.

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <map>
#include <random>
#include <unordered_map>

#include "base/text.h"
#include "base/time_zone.h"
#include "kernel/cases/duplicates.h"
#include "kernel/places/cell.h"
#include "standards/csv.h"

namespace cityhall {
namespace {

using namespace std::chrono_literals;

constexpr double farthest_m = 150;
constexpr Duration oldest = 120 * 24h;
constexpr std::size_t shown_most = 5;
constexpr std::size_t sample_size = 5000;

struct Request {
  std::string number{};
  std::string type{};
  Time opened{};
  std::optional<Time> closed{};
  std::optional<Point> point{};
  std::string original{};  // the number that the closure names, six digits
  bool duplicate = false;
  /// Open requests of the type nearby when this one came.
  std::vector<std::size_t> near{};
};

/// A point that stands for "we do not know where" in this file.
bool is_default_point(Point point) {
  auto const is = [&](double latitude, double longitude) {
    return std::abs(point.latitude - latitude) < 1e-6 && std::abs(point.longitude - longitude) < 1e-6;
  };
  return is(42.3594, -71.0587) || is(42.3603, -71.0583);
}

/// The first number of six digits in the text, also behind "101000".
std::string named_number(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    auto end = at;
    while (end < text.size() && text[end] >= '0' && text[end] <= '9') ++end;
    auto const digits = text.substr(at, end - at);
    if (digits.size() == 6) return std::string{digits};
    if (digits.size() == 12 && digits.starts_with("101000")) return std::string{digits.substr(6)};
    at = end + 1;
  }
  return {};
}

std::optional<double> number_in(std::string_view text) {
  double value = 0;
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc{} && end == text.data() + text.size() ? std::optional{value} : std::nullopt;
}

std::vector<Request> read_file(char const* path) {
  std::ifstream file{path, std::ios::binary};
  std::string const text{std::istreambuf_iterator<char>{file}, {}};
  standards::CsvReader reader{standards::csv_text(text)};
  auto const* row = reader.next();
  if (row == nullptr) return {};
  auto const header = *standards::CsvHeader::from(*row);
  TimeZone const zone{"America/New_York"};
  std::vector<Request> requests;
  while ((row = reader.next()) != nullptr) {
    if (!row->fault.empty()) continue;
    auto const cell = [&](std::string_view name) { return row->fields[static_cast<std::size_t>(header.find(name))]; };
    auto const reason = fold(cell("closure_reason"));
    Request request{.number = std::string{cell("case_enquiry_id").substr(6)},
                    .type = std::string{cell("type")},
                    .opened = *parse_time(cell("open_dt"), zone),
                    .closed = parse_time(cell("closed_dt"), zone),
                    .duplicate = reason.find("duplicate") != std::string::npos};
    auto const latitude = number_in(cell("latitude"));
    auto const longitude = number_in(cell("longitude"));
    if (latitude && longitude && !is_default_point({*latitude, *longitude})) request.point = Point{*latitude, *longitude};
    if (request.duplicate) request.original = named_number(reason);
    requests.push_back(std::move(request));
  }
  std::stable_sort(requests.begin(), requests.end(), [](auto const& a, auto const& b) { return a.opened < b.opened; });
  return requests;
}

bool open_at(Request const& request, Time now) { return !request.closed || *request.closed > now; }

/// Everything that could be the same by the widest rule; the rule itself decides later.
void find_near(std::vector<Request>& requests) {
  std::map<std::pair<std::string_view, std::int64_t>, std::vector<std::size_t>> cells;
  for (std::size_t i = 0; i < requests.size(); ++i) {
    auto& request = requests[i];
    if (!request.point) continue;
    for (auto const cell : cells_around(*request.point, farthest_m))
      for (auto const other : cells[{request.type, cell}])
        if (open_at(requests[other], request.opened) && request.opened - requests[other].opened <= oldest) request.near.push_back(other);
    cells[{request.type, cell_of(*request.point)}].push_back(i);
  }
}

struct Rule {
  double within_m = 0;
  Duration span{};
};

/// What would have been shown, best first.
std::vector<std::size_t> suggested(std::vector<Request> const& requests, Request const& fresh, Rule const& rule) {
  std::vector<std::pair<double, std::size_t>> found;
  for (auto const other : fresh.near) {
    auto const& known = requests[other];
    if (auto const alike = likeness(rule.within_m, rule.span, {*fresh.point, fresh.opened}, {*known.point, known.opened}))
      found.emplace_back(-alike->score, other);
  }
  std::sort(found.begin(), found.end());
  if (found.size() > shown_most) found.resize(shown_most);
  std::vector<std::size_t> shown;
  for (auto const& [score, other] : found) shown.push_back(other);
  return shown;
}

struct Score {
  std::size_t duplicates = 0, with_place = 0, shown = 0;
  std::size_t named = 0, named_shown = 0;  // whose original was an open request of the type, with a place
  std::size_t others = 0, others_shown = 0;
  static double share(std::size_t part, std::size_t whole) {
    return whole == 0 ? 0 : 100.0 * static_cast<double>(part) / static_cast<double>(whole);
  }
};

bool names_open_original(std::vector<Request> const& requests, Request const& fresh,
                         std::unordered_map<std::string, std::size_t> const& by_number) {
  auto const found = by_number.find(fresh.original);
  if (found == by_number.end() || !fresh.point) return false;
  auto const& original = requests[found->second];
  return original.type == fresh.type && original.opened < fresh.opened && open_at(original, fresh.opened) && original.point;
}

void count_duplicate(Score& score, std::vector<Request> const& requests, Request const& fresh, Rule const& rule,
                     std::unordered_map<std::string, std::size_t> const& by_number) {
  ++score.duplicates;
  if (fresh.point) ++score.with_place;
  auto const shown = suggested(requests, fresh, rule);
  if (!shown.empty()) ++score.shown;
  if (!names_open_original(requests, fresh, by_number)) return;
  ++score.named;
  if (std::find(shown.begin(), shown.end(), by_number.at(fresh.original)) != shown.end()) ++score.named_shown;
}

Score judge(std::vector<Request> const& requests, std::size_t from, std::size_t to, Rule const& rule) {
  std::unordered_map<std::string, std::size_t> by_number;
  for (std::size_t i = 0; i < requests.size(); ++i) by_number.emplace(requests[i].number, i);
  Score score;
  std::vector<std::size_t> others;
  for (auto i = from; i < to; ++i) {
    if (requests[i].duplicate) count_duplicate(score, requests, requests[i], rule, by_number);
    else if (requests[i].point) others.push_back(i);
  }
  std::mt19937 engine{2011};
  std::shuffle(others.begin(), others.end(), engine);
  if (others.size() > sample_size) others.resize(sample_size);
  score.others = others.size();
  for (auto const i : others)
    if (!suggested(requests, requests[i], rule).empty()) ++score.others_shown;
  return score;
}

void print(char const* what, Rule const& rule, Score const& score) {
  std::printf(
      "%s, %3.0f m, %3ld days: %4zu of %4zu duplicates suggested (%.1f %%; %.1f %% of the %zu with a place), "
      "named original among them %zu of %zu (%.1f %%), others %zu of %zu (%.1f %%)\n",
      what, rule.within_m, static_cast<long>(rule.span / 24h), score.shown, score.duplicates, Score::share(score.shown, score.duplicates),
      Score::share(score.shown, score.with_place), score.with_place, score.named_shown, score.named,
      Score::share(score.named_shown, score.named), score.others_shown, score.others, Score::share(score.others_shown, score.others));
}

int run(char const* path) {
  auto requests = read_file(path);
  find_near(requests);
  auto const middle = requests.size() / 2;
  std::printf("%zu requests, %td of them closed as duplicates\n", requests.size(),
              std::count_if(requests.begin(), requests.end(), [](Request const& request) { return request.duplicate; }));
  Rule best;
  double best_gain = -1;
  for (double const within : {10.0, 20.0, 30.0, 50.0, 75.0, 100.0, 150.0})
    for (int const days : {3, 7, 14, 30, 60, 120}) {
      Rule const rule{within, days * 24h};
      auto const score = judge(requests, 0, middle, rule);
      print("tuning", rule, score);
      auto const gain = Score::share(score.shown, score.with_place) - Score::share(score.others_shown, score.others);
      if (gain > best_gain) best = rule, best_gain = gain;
    }
  std::printf("\n");
  print("tuned half   ", best, judge(requests, 0, middle, best));
  print("reported half", best, judge(requests, middle, requests.size(), best));
  print("reported half, the shipped street light rule", {30, 30 * 24h}, judge(requests, middle, requests.size(), {30, 30 * 24h}));
  return 0;
}

}  // namespace
}  // namespace cityhall

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fprintf(stderr, "bench_duplicates FILE.csv\n");
    return 2;
  }
  return cityhall::run(argv[1]);
}
