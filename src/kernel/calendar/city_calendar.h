#pragma once
// The business calendar of a city's settings.

#include <memory>

#include "kernel/calendar/business_calendar.h"
#include "kernel/settings.h"

namespace cityhall {

/// Dates among `holidays` that are none are left out: the settings are checked when they are saved.
std::shared_ptr<BusinessCalendar const> calendar_of(Settings const& settings);

}  // namespace cityhall
