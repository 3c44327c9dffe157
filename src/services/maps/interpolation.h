#pragma once
// House numbers between two known ones.

#include <string>
#include <string_view>
#include <vector>

#include "kernel/places/place.h"

namespace cityhall::maps {

/// A point of a line along the houses; its number where one is known.
struct NumberedPoint {
  Point point{};
  std::string number{};
};

/// The houses strictly between the known numbers, evenly spaced along the line. `way` is "odd", "even", "all" or a step ("4"), as in the
/// tag addr:interpolation. Nothing where fewer than two numbers are known, or more than 500 houses would come out.
std::vector<NumberedPoint> interpolate(std::vector<NumberedPoint> const& line, std::string_view way);

/// "12;14" → 12 and 14; "12-16" stays one.
std::vector<std::string> numbers_of(std::string_view text);

}  // namespace cityhall::maps
