#include "base/time.h"

#include <atomic>

#include <fmt/chrono.h>

namespace cityhall {

Time SystemClock::now() const { return std::chrono::time_point_cast<Duration>(std::chrono::system_clock::now()); }

struct ManualClock::State {
  std::atomic<std::int64_t> micros;
};

ManualClock::ManualClock(Time start) : state_{std::make_unique<State>()} { state_->micros = to_micros(start); }
ManualClock::~ManualClock() = default;
Time ManualClock::now() const { return from_micros(state_->micros); }
void ManualClock::set(Time time) { state_->micros = to_micros(time); }
void ManualClock::advance(Duration by) { state_->micros += by.count(); }

std::string to_rfc3339(Time time) {
  auto const days = std::chrono::floor<std::chrono::days>(time);
  std::chrono::year_month_day const date{days};
  std::chrono::hh_mm_ss const clock{std::chrono::floor<std::chrono::seconds>(time - days)};
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()), clock.hours().count(), clock.minutes().count(), clock.seconds().count());
}

}  // namespace cityhall
