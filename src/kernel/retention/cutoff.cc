#include "kernel/retention/cutoff.h"

namespace cityhall {
namespace {

using std::chrono::days;

/// No period is longer: business days may have weekends and holidays between them.
Duration longest(Period const& period) {
  return days{31 * static_cast<std::int64_t>(period.months) + period.days + 1} +
         days{3 * static_cast<std::int64_t>(period.business_days) + 60} + std::chrono::seconds{period.seconds};
}

}  // namespace

Time kept_until_now(BusinessCalendar const& calendar, Period const& retain, Time now) {
  // due() grows with its start, so halving finds the latest start of which the end has come.
  auto over = now - longest(retain);
  auto kept = now + std::chrono::microseconds{1};
  while (kept - over > std::chrono::microseconds{1}) {
    auto const middle = over + (kept - over) / 2;
    (calendar.due(middle, retain) <= now ? over : kept) = middle;
  }
  return over;
}

}  // namespace cityhall
