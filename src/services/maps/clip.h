#pragma once
// Lines and rings in tile units: thinned out, and cut at a square.

#include <vector>

#include "standards/mvt.h"

namespace cityhall::maps {

/// In tile units, before rounding.
struct UnitPoint {
  double x = 0;
  double y = 0;
};
using UnitLine = std::vector<UnitPoint>;

struct Square {
  double west = 0, north = 0, east = 0, south = 0;
};

/// Douglas and Peucker's line: points nearer than `tolerance` to the line without them are left out. Both ends stay.
UnitLine simplify(UnitLine const& line, double tolerance);
/// The pieces inside the square (Liang and Barsky's clipping of each segment).
std::vector<UnitLine> clip_line(UnitLine const& line, Square const& square);
/// The part of the ring inside the square (Sutherland and Hodgman); empty when none is.
UnitLine clip_ring(UnitLine const& ring, Square const& square);
/// Twice the signed area; positive for a ring that runs clockwise on the screen (y downwards).
double doubled_area(UnitLine const& ring);

}  // namespace cityhall::maps
