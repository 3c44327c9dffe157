#pragma once
// The promise: when a case is due, and what a pause does to it. Counted by the calendar of the department that owns the case.

#include "kernel/cases/case.h"

namespace cityhall {

class BusinessCalendar;
struct State;

/// What entering a state does to the due time of an open case: a state with an own due time begins it anew, a pausing state stops the
/// clock, a running one lets it go on. Also sets when the state ends by itself.
void start_clock(Case& report, State const& state, BusinessCalendar const& calendar, Time now);
/// Recounts the due time from `from`, after the priority or the service changed.
void restart_clock(Case& report, State const& state, BusinessCalendar const& calendar, Time from);
void pause_clock(Case& report, BusinessCalendar const& calendar, Time now);
void resume_clock(Case& report, BusinessCalendar const& calendar, Time now);
/// The moment to name to people: a due time at midnight is the end of the day before.
inline Time last_moment(Time due) { return due - std::chrono::minutes{1}; }
/// For sorting: cases without a due time stand last.
std::int64_t due_key(Case const& report);

}  // namespace cityhall
