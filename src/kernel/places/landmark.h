#pragma once
// Places that people name: the library, a park, a school.

#include <span>
#include <string>
#include <vector>

#include "kernel/places/place.h"

namespace cityhall {

struct Landmark {
  std::string name{};
  std::string kind{};  // "library", "park", "school", …
  Point point{};
};

/// Replaces all. Appends `landmarks.replaced`. Needs `admin.zones`.
void replace_landmarks(Unit& unit, std::span<Landmark const> landmarks);
std::vector<Landmark> landmarks(View const& view);

}  // namespace cityhall
