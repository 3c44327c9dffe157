#include "base/time_zone.h"

#include <charconv>

#include <date/tz.h>
#include <fmt/format.h>

#include "base/refusal.h"

namespace cityhall {
namespace {

date::time_zone const& as_zone(void const* zone) { return *static_cast<date::time_zone const*>(zone); }

class Reader {
 public:
  explicit Reader(std::string_view text) : rest_{text} {}
  bool done() const { return rest_.empty(); }
  bool take(char expected) {
    if (rest_.empty() || rest_.front() != expected) return false;
    rest_.remove_prefix(1);
    return true;
  }
  std::optional<int> digits(std::size_t count) {
    if (rest_.size() < count) return {};
    int value = 0;
    for (char const c : rest_.substr(0, count)) {
      if (c < '0' || c > '9') return {};
      value = value * 10 + (c - '0');
    }
    rest_.remove_prefix(count);
    return value;
  }
  std::optional<Duration> fraction() {
    std::int64_t micros = 0;
    std::int64_t unit = 100'000;
    bool any = false;
    while (!rest_.empty() && rest_.front() >= '0' && rest_.front() <= '9') {
      micros += unit * (rest_.front() - '0');
      unit /= 10;
      any = true;
      rest_.remove_prefix(1);
    }
    return any ? std::optional{Duration{micros}} : std::nullopt;
  }

 private:
  std::string_view rest_;
};

std::optional<Date> read_date(Reader& reader) {
  auto const year = reader.digits(4);
  if (!year || !reader.take('-')) return {};
  auto const month = reader.digits(2);
  if (!month || !reader.take('-')) return {};
  auto const day = reader.digits(2);
  if (!day) return {};
  Date const date{std::chrono::year{*year}, std::chrono::month{static_cast<unsigned>(*month)},
                  std::chrono::day{static_cast<unsigned>(*day)}};
  return date.ok() ? std::optional{date} : std::nullopt;
}

std::optional<Duration> read_clock(Reader& reader) {
  auto const hour = reader.digits(2);
  if (!hour || *hour > 23 || !reader.take(':')) return {};
  auto const minute = reader.digits(2);
  if (!minute || *minute > 59) return {};
  Duration clock = std::chrono::hours{*hour} + std::chrono::minutes{*minute};
  if (!reader.take(':')) return clock;
  auto const second = reader.digits(2);
  if (!second || *second > 60) return {};
  clock += std::chrono::seconds{*second};
  if (!reader.take('.')) return clock;
  auto const fraction = reader.fraction();
  return fraction ? std::optional{clock + *fraction} : std::nullopt;
}

/// Minutes east of UTC; the outer optional is about syntax, `none` says that no offset stood there.
struct Offset {
  bool valid = true;
  std::optional<std::chrono::minutes> east{};
};

Offset read_offset(Reader& reader) {
  if (reader.done()) return {};
  if (reader.take('Z')) return {reader.done(), std::chrono::minutes{0}};
  int const sign = reader.take('+') ? 1 : reader.take('-') ? -1 : 0;
  auto const hours = sign == 0 ? std::nullopt : reader.digits(2);
  if (!hours) return {.valid = false};
  reader.take(':');
  auto const minutes = reader.digits(2);
  if (!minutes || *hours > 18 || *minutes > 59 || !reader.done()) return {.valid = false};
  return {true, std::chrono::minutes{sign * (*hours * 60 + *minutes)}};
}

}  // namespace

TimeZone::TimeZone(std::string_view iana_name) : name_{iana_name} {
  try {
    zone_ = date::locate_zone(name_);
  } catch (std::exception const&) {
    throw invalid("time_zone.unknown", _("There is no time zone called {name}.").with("name", name_),
                  _("Use a name from the IANA database, such as America/Chicago."));
  }
}

LocalTime TimeZone::local(Time time) const {
  auto const info = as_zone(zone_).get_info(time);
  auto const shifted = std::chrono::floor<std::chrono::seconds>(time) + info.offset;
  auto const days = std::chrono::floor<std::chrono::days>(shifted);
  return {Date{days}, shifted - days};
}

Time TimeZone::instant(Date date, std::chrono::seconds since_midnight) const {
  date::local_time<Duration> const local{std::chrono::sys_days{date}.time_since_epoch() + since_midnight};
  auto const info = as_zone(zone_).get_info(local);
  // In a gap both candidate offsets are wrong; the gap's end is the first instant that exists.
  if (info.result == date::local_info::nonexistent) return std::chrono::time_point_cast<Duration>(info.second.begin);
  return Time{local.time_since_epoch() - info.first.offset};
}

std::string TimeZone::to_rfc3339(Time time) const {
  auto const offset = as_zone(zone_).get_info(time).offset;
  auto const [date, clock] = local(time);
  std::chrono::hh_mm_ss const hms{clock};
  auto const minutes = std::chrono::duration_cast<std::chrono::minutes>(offset < offset.zero() ? -offset : offset);
  return fmt::format("{}T{:02}:{:02}:{:02}{}{:02}:{:02}", to_iso(date), hms.hours().count(), hms.minutes().count(), hms.seconds().count(),
                     offset < offset.zero() ? '-' : '+', minutes.count() / 60, minutes.count() % 60);
}

std::optional<Time> parse_time(std::string_view text, TimeZone const& zone) {
  Reader reader{text};
  auto const date = read_date(reader);
  if (!date) return {};
  std::optional<Duration> clock = Duration{0};
  if (reader.take('T') || reader.take(' ')) clock = read_clock(reader);
  if (!clock) return {};
  auto const offset = read_offset(reader);
  if (!offset.valid) return {};
  if (offset.east) return Time{std::chrono::sys_days{*date}.time_since_epoch() + *clock - *offset.east};
  auto const seconds = std::chrono::floor<std::chrono::seconds>(*clock);
  return zone.instant(*date, seconds) + (*clock - seconds);
}

std::optional<Date> parse_date(std::string_view text) {
  Reader reader{text};
  auto const date = read_date(reader);
  return reader.done() ? date : std::nullopt;
}

std::string to_iso(Date date) {
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()));
}

}  // namespace cityhall
