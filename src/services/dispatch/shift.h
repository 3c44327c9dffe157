#pragma once
// When a crew works, and where its day begins.

#include <vector>

#include "kernel/places/place.h"

namespace cityhall {

/// Minutes after the city's midnight.
struct CrewShift {
  CrewId crew{};
  int starts = 8 * 60;
  int ends = 16 * 60;
  Place base{};  // empty: the day begins at the first stop
  int minutes() const { return ends - starts; }
};

/// The usual shift for a crew that has none of its own.
CrewShift shift_of(View const& view, CrewId crew);
/// Those that differ from the usual one.
std::vector<CrewShift> own_shifts(View const& view);
/// Appends `crew.shift_changed`. Needs `issues.dispatch`. Throws Refusal: not_found for a crew that nobody has, invalid.
void change_shift(Unit& unit, CrewShift const& shift);

}  // namespace cityhall
