#include "kernel/cases/clock.h"

#include <limits>

#include "kernel/calendar/business_calendar.h"
#include "kernel/definitions/evaluate.h"

namespace cityhall {
namespace {

void promise(Case& report, Period const& period, BusinessCalendar const& calendar, Time from) {
  report.due_at = calendar.of(report.owner).due(from, period);
  report.clock.period = to_text(period);
  report.clock.left_us.reset();
}

void set_end_of_state(Case& report, State const& state, BusinessCalendar const& calendar, Time now) {
  report.clock.moves_at.reset();
  if (!state.after.empty()) report.clock.moves_at = calendar.of(report.owner).due(now, state.after.front().first);
}

}  // namespace

void start_clock(Case& report, State const& state, BusinessCalendar const& calendar, Time now) {
  set_end_of_state(report, state, calendar, now);
  if (auto const period = sla(state, report.priority)) promise(report, *period, calendar, now);
  if (state.clock == ClockRule::pause) {
    pause_clock(report, calendar, now);
  } else {
    resume_clock(report, calendar, now);
  }
}

void restart_clock(Case& report, State const& state, BusinessCalendar const& calendar, Time from) {
  auto const period = sla(state, report.priority);
  if (!period || report.paused()) return;
  promise(report, *period, calendar, from);
}

void pause_clock(Case& report, BusinessCalendar const& calendar, Time now) {
  if (!report.due_at || report.paused()) return;
  auto const period = parse_period(report.clock.period).value_or(Period{});
  report.clock.left_us = calendar.of(report.owner).remaining(period, now, *report.due_at).count();
  report.due_at.reset();
}

void resume_clock(Case& report, BusinessCalendar const& calendar, Time now) {
  if (!report.paused()) return;
  auto const period = parse_period(report.clock.period).value_or(Period{});
  report.due_at = calendar.of(report.owner).due_again(period, now, Duration{*report.clock.left_us});
  report.clock.left_us.reset();
}

std::int64_t due_key(Case const& report) {
  return report.due_at && !report.closed() ? to_micros(*report.due_at) : std::numeric_limits<std::int64_t>::max();
}

}  // namespace cityhall
