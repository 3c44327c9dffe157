#pragma once
// Civil time: the city's IANA zone, for people. Stored times stay UTC.

#include <optional>
#include <string>
#include <string_view>

#include "base/time.h"

namespace cityhall {

using Date = std::chrono::year_month_day;

struct LocalTime {
  Date date;
  std::chrono::seconds since_midnight{};
};

class TimeZone {
 public:
  /// Throws Refusal(invalid, "time_zone.unknown") when the system's tz database does not know the name.
  explicit TimeZone(std::string_view iana_name);

  std::string const& name() const { return name_; }
  LocalTime local(Time time) const;
  Date date_of(Time time) const { return local(time).date; }
  /// The instant of a civil time. In a spring gap: the first instant after it; in an autumn overlap: the earlier one.
  Time instant(Date date, std::chrono::seconds since_midnight = {}) const;
  Time midnight(Date date) const { return instant(date); }
  /// "2027-03-02T09:00:00-05:00": W3C date-time with the zone's offset at that instant.
  std::string to_rfc3339(Time time) const;

 private:
  std::string name_;
  void const* zone_;  // date::time_zone const*, owned by the tz database for the life of the process
};

/// Accepts "2027-03-02", "2027-03-02T09:00", "…:00", "…:00.123", each with or without "Z", "+hh:mm" or "+hhmm"; a space may stand for the
/// T. A text without an offset is read in `zone`. Nothing for anything else, including impossible dates.
std::optional<Time> parse_time(std::string_view text, TimeZone const& zone);
/// "2027-03-02" only.
std::optional<Date> parse_date(std::string_view text);
std::string to_iso(Date date);

}  // namespace cityhall
