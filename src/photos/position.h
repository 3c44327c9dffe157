#pragma once
// Where a photo says that it was taken. Nothing else of what a phone writes into a photo is looked at.

#include <string>

#include "kernel/files/photo_protocol.h"

namespace cityhall {

/// The four tags of the GPS directory as libexif words them: "40/1 2/1 2340/100 (40, 2, 23.40, Rational, …)", "N (N, ASCII, …)". Empty:
/// not there.
struct GpsTags {
  std::string latitude{};
  std::string latitude_side{};
  std::string longitude{};
  std::string longitude_side{};
};

/// Unknown for whatever is not a latitude and a longitude on the earth, and for 0, 0: phones write that before they know where they are.
PhotoPosition position_from(GpsTags const& tags);

}  // namespace cityhall
