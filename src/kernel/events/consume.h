#pragma once
// How consumers follow the events: in batches, each consumer with its own cursor; what fails is parked and tried again, others go on.

#include <cstddef>
#include <string>
#include <vector>

#include "kernel/events/event.h"

namespace cityhall {

/// How many events a consumer handles in one work of the writer: some milliseconds, so that nobody who waits for a commit notices.
inline constexpr std::size_t events_at_once = 200;
/// Where nobody else works on the city, a million events are followed in two thirds of the time with as many at once.
inline constexpr std::size_t events_at_once_alone = 2000;
/// Lets each of these consumers handle the events after its cursor, until none is left. Gives how many handlings there were.
std::size_t follow_events(City& city, std::vector<Consumer> const& consumers, std::size_t at_once = events_at_once);

/// An event that a consumer could not handle.
struct ParkedEvent {
  std::string consumer{};
  EventId event{};
  int attempts = 0;
  std::string error{};
  Time parked_at{};
  bool given_up = false;  // not tried again by itself
};
std::vector<ParkedEvent> parked_events(View const& view, std::size_t most = 100);
/// Tries those that were given up once more, now.
void retry_parked_events(Unit& unit);

}  // namespace cityhall
