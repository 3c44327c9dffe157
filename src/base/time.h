#pragma once
// Instants, durations and the clock that everything asks. Nothing else in the program reads the system clock.

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace cityhall {

/// An instant: microseconds since 1970-01-01T00:00:00Z. Stored as BIGINT.
using Time = std::chrono::sys_time<std::chrono::microseconds>;
using Duration = std::chrono::microseconds;

/// To and from what is stored.
constexpr std::int64_t to_micros(Time time) { return time.time_since_epoch().count(); }
constexpr Time from_micros(std::int64_t micros) { return Time{Duration{micros}}; }

class Clock {
 public:
  virtual ~Clock() = default;
  virtual Time now() const = 0;
};

class SystemClock final : public Clock {
 public:
  Time now() const override;
};

/// A clock for tests and simulation; stands still until told. Safe to read from several threads.
class ManualClock final : public Clock {
 public:
  explicit ManualClock(Time start);
  ~ManualClock() override;
  Time now() const override;
  void set(Time time);
  void advance(Duration by);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// "2027-03-02T14:00:00Z", whole seconds, UTC.
std::string to_rfc3339(Time time);

}  // namespace cityhall
