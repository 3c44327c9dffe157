#pragma once
// Durations as text: ISO 8601 ("P3D", "PT1H30M") and CEL's own form ("1h30m"). A day is 24 hours; months and years have no fixed
// length and are refused.

#include <optional>
#include <string>
#include <string_view>

#include "base/time.h"

namespace cityhall {

/// Nothing for any other text, for fractions below a microsecond, and beyond 10,000 years.
std::optional<Duration> parse_duration(std::string_view text);
/// ISO 8601, days and below: "P1DT1H1M1.5S", "-P3D", "PT0S".
std::string to_iso(Duration duration);
/// CEL's range: 10,000 years of 365.25 days either way.
bool is_in_range(Duration duration);

}  // namespace cityhall
