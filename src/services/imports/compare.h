#pragma once
// Does the map put a request into the zone that the file names?

#include "kernel/places/zone.h"
#include "services/imports/profile.h"
#include "services/imports/report.h"

namespace cityhall::imports {

class ZoneComparison {
 public:
  /// Both must outlive it. Without a comparison in the profile, or without the layer in the city, it counts nothing.
  ZoneComparison(Profile const& profile, ZoneSet const& zones);
  void add(Agreement& agreement, std::string_view word, std::optional<Point> point) const;

 private:
  Comparison const* comparison_;
  ZoneSet const& zones_;
  bool means(std::string_view word, std::string_view zone) const;
  bool is_default(Point point) const;
};

}  // namespace cityhall::imports
