#pragma once
// How consumers follow the events: in batches, each consumer with its own cursor; what fails is parked and tried again, others go on.

#include <cstddef>
#include <string>
#include <vector>

#include "kernel/events/event.h"

namespace cityhall {

/// Lets each of these consumers handle the events after its cursor, until none is left. Gives how many handlings there were.
std::size_t follow_events(City& city, std::vector<Consumer> const& consumers);

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
