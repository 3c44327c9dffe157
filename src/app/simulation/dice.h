#pragma once
// Chance for the simulation: everything that it throws comes from one seed.

#include <cmath>
#include <span>

#include "base/random.h"
#include "base/time.h"

namespace cityhall::simulation {

class Dice {
 public:
  explicit Dice(std::uint64_t seed) : random_{seed} {}

  std::size_t below(std::size_t count) { return static_cast<std::size_t>(random_.below(std::max<std::size_t>(count, 1))); }
  bool percent(double chance) { return real() * 100 < chance; }
  /// In [0, 1).
  double real() { return static_cast<double>(random_.below(std::uint64_t{1} << 53U)) / static_cast<double>(std::uint64_t{1} << 53U); }
  /// Half of the results are below `median`; `spread` 0.7 gives a long tail, as of waiting times.
  double around(double median, double spread) { return median * std::exp(spread * normal()); }
  Duration hours(double median, double spread) {
    return Duration{static_cast<Duration::rep>(around(median, spread) * 3.6e9)};
  }
  /// How often something happened that is expected `mean` times; for small means.
  int times(double mean) {
    auto const limit = std::exp(-mean);
    int count = 0;
    for (double product = real(); product > limit; product *= real()) ++count;
    return count;
  }
  template <class List>
  auto const& one_of(List const& list) {
    return list.at(below(list.size()));
  }
  Random& random() { return random_; }

 private:
  /// Box and Muller.
  double normal() { return std::sqrt(-2 * std::log(1 - real())) * std::cos(6.283185307179586 * real()); }

  SeededRandom random_;
};

}  // namespace cityhall::simulation
