#pragma once
// Dates as people write them, in the languages that the program ships.

#include <string>
#include <string_view>

#include "base/time_zone.h"

namespace cityhall {

/// "March 2, 2027" / "2 de marzo de 2027"
std::string long_date(Date date, std::string_view language);
/// "March 2, 2027, 9:00 AM" / "2 de marzo de 2027, 9:00"
std::string long_time(TimeZone const& zone, Time time, std::string_view language);
/// "9:00 AM" / "9:00"
std::string clock_time(TimeZone const& zone, Time time, std::string_view language);
/// "Mar 2" / "2 mar"
std::string short_date(Date date, std::string_view language);

}  // namespace cityhall
