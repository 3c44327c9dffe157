#include "photos/position.h"

#include <charconv>
#include <cmath>
#include <optional>
#include <string_view>

namespace cityhall {
namespace {

/// Takes one number off the text.
std::optional<double> take_number(std::string_view& text) {
  std::uint32_t number = 0;
  auto const end = std::from_chars(text.data(), text.data() + text.size(), number);
  if (end.ec != std::errc{}) return {};
  text.remove_prefix(static_cast<std::size_t>(end.ptr - text.data()));
  return number;
}

/// "4550/100 ": a part of an angle, from 0 to `most`.
std::optional<double> take_part(std::string_view& text, double most) {
  auto const above = take_number(text);
  if (!above || !text.starts_with('/')) return {};
  text.remove_prefix(1);
  auto const below = take_number(text);
  if (!below || *below <= 0 || !text.starts_with(' ')) return {};
  text.remove_prefix(1);
  auto const part = *above / *below;
  return part <= most ? std::optional{part} : std::nullopt;
}

struct Axis {
  std::string_view angle;
  std::string_view side;
  std::string_view sides;  // positive, negative
  double degrees_max;
};

/// EXIF 2.32, 4.6.6: degrees, minutes and seconds as three fractions, and a letter for the side of the earth.
std::optional<double> degrees(Axis const& axis) {
  auto text = axis.angle;
  auto const side = axis.side;
  auto const whole = take_part(text, axis.degrees_max);
  auto const minutes = whole ? take_part(text, 60) : std::nullopt;
  auto const seconds = minutes ? take_part(text, 60) : std::nullopt;
  if (!seconds || !text.starts_with('(') || side.empty() || axis.sides.find(side[0]) == std::string_view::npos) return {};
  auto const angle = *whole + *minutes / 60 + *seconds / 3600;
  if (angle > axis.degrees_max) return {};
  return side[0] == axis.sides[0] ? angle : -angle;
}

std::int32_t millionths(double degrees) { return static_cast<std::int32_t>(std::lround(degrees * 1e6)); }

}  // namespace

PhotoPosition position_from(GpsTags const& tags) {
  auto const latitude = degrees({tags.latitude, tags.latitude_side, "NS", 90});
  auto const longitude = degrees({tags.longitude, tags.longitude_side, "EW", 180});
  if (!latitude || !longitude || (*latitude == 0 && *longitude == 0)) return {};
  return {.known = 1, .latitude_microdegrees = millionths(*latitude), .longitude_microdegrees = millionths(*longitude)};
}

}  // namespace cityhall
