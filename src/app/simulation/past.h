#pragma once
// The years before: any number of finished requests, brought in as a city brings in those of its old system, in bulk.

#include <functional>

#include "app/simulation/voices.h"
#include "app/simulation/year.h"

namespace cityhall::simulation {

struct Past {
  std::size_t cases = 0;
  Span span{};
  std::uint64_t seed = 7;
  double forgotten = 0.4;  // out of 100: nobody ever thought of them again
};

/// Done so far, out of `cases`; called about a hundred times.
using Progress = std::function<void(std::size_t done, std::size_t total)>;

/// Imports as source "earlier system"; what was reported before the end of the span and is not finished then stays open. Consumers follow
/// afterwards. Repeatable for a seed. Throws what the store throws (disk full).
void bring_past(City& city, std::span<Address const> addresses, Past const& past, Progress const& progress = {});

}  // namespace cityhall::simulation
