#pragma once
// When the time of keeping of a closed request is over.

#include "kernel/calendar/business_calendar.h"

namespace cityhall {

/// What was closed at this moment or before has been kept for `retain` at `now`. The period is counted by the calendar, as due times are.
Time kept_until_now(BusinessCalendar const& calendar, Period const& retain, Time now);

}  // namespace cityhall
