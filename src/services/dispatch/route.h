#pragma once
// In which order a crew's stops make a short way. Pure and deterministic: the same stops give the same order.

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "kernel/places/place.h"

namespace cityhall {

/// Metres of the way from `start` (where there is one) through the stops in that order, as the crow flies. `order` holds indices.
double route_metres(std::span<Point const> stops, std::span<std::size_t const> order, std::optional<Point> start);

/// An order of all stops that is never longer than the given one (0, 1, 2 …): nearest neighbour, then 2-opt until nothing is gained.
/// Without a start the first stop stays the first. For up to a few hundred stops.
std::vector<std::size_t> short_route(std::span<Point const> stops, std::optional<Point> start);

}  // namespace cityhall
