#pragma once
// Who is told when something happens in an area, a street or a service.

#include "kernel/events/event.h"
#include "kernel/subscriptions/subscription.h"
#include "store/spatial_index.h"

namespace cityhall {

/// The boxes of the circles; made when a city opens.
store::SpatialIndex const& subscription_circles();
/// All of them anew, after rows came in by themselves.
void index_all_circles(Unit& unit);

/// What everybody may know of a case: nobody finds out more by following.
struct Sighting {
  std::string service{};
  std::vector<ZoneId> zones{};
  std::vector<std::string> streets{};  // folded
  std::optional<Point> point{};
};
std::vector<Subscription> subscriptions_for(View const& view, Sighting const& sighting);

/// Consumer of case.opened, case.closed and case.reopened: one notice for each person whose subscription fits; several within the time of
/// the settings become one mail. The reporter, and those who follow the request itself, hear of it otherwise.
void tell_subscribers(Unit& unit, Event const& event);

}  // namespace cityhall
