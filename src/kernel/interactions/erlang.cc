#include "kernel/interactions/erlang.h"

#include <algorithm>
#include <cmath>

namespace cityhall {
namespace {

constexpr int agents_max = 10'000;

/// Erlang B by its recursion, which neither overflows nor loses digits: B(0) = 1, B(n) = a B(n-1) / (n + a B(n-1)).
double blocked_share(double erlangs, int agents) {
  double blocked = 1;
  for (int n = 1; n <= agents; ++n) blocked = erlangs * blocked / (n + erlangs * blocked);
  return blocked;
}

}  // namespace

std::optional<Answering> answering_with(OfferedLoad const& load, int agents, double target_seconds) {
  auto const erlangs = load.erlangs();
  if (agents <= 0 || erlangs >= agents) return std::nullopt;
  if (erlangs <= 0) return Answering{.within_share = 1};
  auto const blocked = blocked_share(erlangs, agents);
  auto const waits = blocked / (1 - erlangs / agents * (1 - blocked));  // Erlang C from Erlang B
  auto const free = agents - erlangs;
  return Answering{.wait_share = waits,
                   .within_share = 1 - waits * std::exp(-free * target_seconds / load.handling_seconds),
                   .average_seconds = waits * load.handling_seconds / free,
                   .occupancy = erlangs / agents};
}

int agents_for(OfferedLoad const& load, ServiceGoal const& goal) {
  if (load.erlangs() <= 0) return 0;
  auto const share = std::clamp(goal.share, 0.0, 0.999);
  for (int agents = std::max(1, static_cast<int>(load.erlangs())); agents < agents_max; ++agents)
    if (auto const service = answering_with(load, agents, goal.seconds); service && service->within_share >= share) return agents;
  return agents_max;
}

}  // namespace cityhall
