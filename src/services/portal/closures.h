#pragma once
// The days on which city hall is closed: as a page, and as a calendar that phones and offices subscribe to.

#include "services/module.h"

namespace cityhall {

/// GET /closures: what is ahead, with the names that the city gives the days.
web::Response show_closures(Call& call);
/// GET /closures.ics: the same, with the year that is past. 404 in a city that has not named any.
web::Response show_closures_calendar(Call& call);

}  // namespace cityhall
