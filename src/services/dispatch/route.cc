#include "services/dispatch/route.h"

#include <algorithm>
#include <numeric>

namespace cityhall {
namespace {

/// Less than this is no gain: rounding could turn a way round for ever.
constexpr double gain_metres_least = 1e-6;

std::vector<std::size_t> given_order(std::size_t count) {
  std::vector<std::size_t> order(count);
  std::iota(order.begin(), order.end(), std::size_t{0});
  return order;
}

/// Always to the nearest stop that is left; of equally near ones to the first.
std::vector<std::size_t> nearest_neighbour(std::span<Point const> stops, std::optional<Point> start) {
  auto left = given_order(stops.size());
  std::vector<std::size_t> order;
  auto here = start.value_or(stops.front());
  while (!left.empty()) {
    auto const next = std::min_element(left.begin(), left.end(), [&](std::size_t a, std::size_t b) {
      return metres_between(here, stops[a]) < metres_between(here, stops[b]);
    });
    auto const chosen = !start && order.empty() ? left.begin() : next;
    here = stops[*chosen];
    order.push_back(*chosen);
    left.erase(chosen);
  }
  return order;
}

/// Croes 1958: takes two legs out and turns what lies between them round, while that makes the way shorter.
class TwoOpt {
 public:
  TwoOpt(std::span<Point const> stops, std::optional<Point> start, std::vector<std::size_t> order)
      : stops_{stops}, start_{start}, order_{std::move(order)} {}

  std::vector<std::size_t> run() {
    while (improve()) {}
    return std::move(order_);
  }

 private:
  double leg(std::size_t from, std::size_t to) const { return metres_between(stops_[order_[from]], stops_[order_[to]]); }
  /// The leg that ends at `at`; nothing leads to the first stop where there is no start.
  double leg_into(std::size_t at, std::size_t stop) const {
    if (at > 0) return metres_between(stops_[order_[at - 1]], stops_[order_[stop]]);
    return start_ ? metres_between(*start_, stops_[order_[stop]]) : 0;
  }

  double gain(std::size_t first, std::size_t last) const {
    auto before = leg_into(first, first);
    auto after = leg_into(first, last);
    if (last + 1 < order_.size()) {
      before += leg(last, last + 1);
      after += leg(first, last + 1);
    }
    return before - after;
  }

  bool improve() {
    for (std::size_t first = start_ ? 0 : 1; first + 1 < order_.size(); ++first)
      for (std::size_t last = first + 1; last < order_.size(); ++last) {
        if (gain(first, last) <= gain_metres_least) continue;
        using Step = std::vector<std::size_t>::difference_type;
        std::reverse(order_.begin() + static_cast<Step>(first), order_.begin() + static_cast<Step>(last) + 1);
        return true;
      }
    return false;
  }

  std::span<Point const> stops_;
  std::optional<Point> start_;
  std::vector<std::size_t> order_;
};

}  // namespace

double route_metres(std::span<Point const> stops, std::span<std::size_t const> order, std::optional<Point> start) {
  double metres = 0;
  auto here = start;
  for (auto const stop : order) {
    if (here) metres += metres_between(*here, stops[stop]);
    here = stops[stop];
  }
  return metres;
}

std::vector<std::size_t> short_route(std::span<Point const> stops, std::optional<Point> start) {
  auto const given = given_order(stops.size());
  if (stops.size() < 2) return given;
  auto found = TwoOpt{stops, start, nearest_neighbour(stops, start)}.run();
  auto const shorter = route_metres(stops, given, start) - route_metres(stops, found, start) > gain_metres_least;
  return shorter ? found : given;
}

}  // namespace cityhall
