#pragma once
// Erlang C: how many agents answer how fast (A. K. Erlang 1917; calls arrive by chance, wait in one queue, nobody hangs up).
//
// Reference: calls of 201 s, 60 in half an hour are 6.70 erlangs: 10 agents answer 87.1 % within 20 s, on average after 10.9 s; 120 in
// half an hour are 13.40 erlangs: 17 agents answer 81.4 %, on average after 14.8 s.

#include <optional>

namespace cityhall {

/// Contacts that arrive in a period, and how long one takes.
struct OfferedLoad {
  double contacts = 0;           // in the period
  double period_seconds = 1800;
  double handling_seconds = 0;
  /// Agents who are busy on average.
  double erlangs() const { return period_seconds <= 0 ? 0 : contacts * handling_seconds / period_seconds; }
};

struct Answering {
  double wait_share = 0;         // who waits at all, 0 … 1
  double within_share = 0;       // answered within the target, 0 … 1
  double average_seconds = 0;    // until answered, over all
  double occupancy = 0;          // of the agents, 0 … 1
};
/// Nothing when the agents are fewer than the load: the queue would grow for ever.
std::optional<Answering> answering_with(OfferedLoad const& load, int agents, double target_seconds);

/// What is promised: this share within that time.
struct ServiceGoal {
  double share = 0.8;
  double seconds = 20;
};
/// The fewest agents who keep the goal; 0 for no load; at most 10,000.
int agents_for(OfferedLoad const& load, ServiceGoal const& goal);

}  // namespace cityhall
