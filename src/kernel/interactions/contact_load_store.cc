#include "kernel/interactions/contact_load.h"

#include <algorithm>
#include <map>
#include <vector>

#include "base/refusal.h"
#include "kernel/calendar/business_calendar.h"
#include "kernel/city.h"
#include "store/reader.h"

namespace cityhall {
namespace {

constexpr std::int64_t half_hour_seconds = 1800;

struct Needed {
  Channel channel{};
  std::string queue{};
  LocalTime at{};
  std::optional<double> handling_seconds{};
};

/// Those who needed an agent in this time.
std::vector<Needed> needed_in(View const& view, LoadAsked const& asked) {
  std::vector<Needed> all;
  auto const zone = view.city.zone();
  for (auto const row : view.reader.query(
           R"sql(SELECT channel, started_at, taken_at, ended_at, queue FROM interactions
                 WHERE started_at >= $1 AND started_at < $2 AND (taken_at IS NOT NULL OR queue <> '' OR channel NOT IN ('ivr', 'sms'))
                 ORDER BY started_at, id)sql",
           asked.from, asked.to)) {
    Needed one{.channel = channel_from(row.get<std::string>(0)), .queue = row.get<std::string>(4), .at = zone.local(row.get<Time>(1))};
    auto const taken = row.get<std::optional<Time>>(2);
    auto const ended = row.get<std::optional<Time>>(3);
    if (taken && ended) one.handling_seconds = std::chrono::duration<double>(*ended - *taken).count();
    all.push_back(std::move(one));
  }
  return all;
}

std::size_t half_hour_of(LocalTime const& at) {
  return static_cast<std::size_t>(std::min<std::int64_t>(47, at.since_midnight.count() / half_hour_seconds));
}

/// Today counts for the half hours that have begun.
void count_day(ContactLoad& load, Date date, LocalTime const& now) {
  auto const weekday = std::chrono::weekday{std::chrono::sys_days{date}}.c_encoding();
  auto const last = std::chrono::sys_days{date} == std::chrono::sys_days{now.date} ? half_hour_of(now) : std::size_t{47};
  ++load.days.at(weekday);
  for (std::size_t half = 0; half <= last; ++half) ++load.week.at(weekday).at(half).days;
}

}  // namespace

ContactLoad contact_load(View const& view, LoadAsked const& asked, Time now) {
  require(view.actor, "contact.figures");
  auto const calendar = view.city.calendar.get();
  auto const needed = needed_in(view, asked);
  std::map<std::chrono::sys_days, bool> days;
  for (auto const& one : needed) days.try_emplace(std::chrono::sys_days{one.at.date}, !calendar->is_holiday(one.at.date));
  ContactLoad load;
  auto const here = view.city.zone().local(now);
  for (auto const& [day, counts] : days)
    if (counts) count_day(load, Date{day}, here);
  double handling = 0;
  for (auto const& one : needed) {
    std::chrono::sys_days const day{one.at.date};
    if (!days.at(day) || (asked.channel && one.channel != *asked.channel) || (!asked.queue.empty() && one.queue != asked.queue)) continue;
    ++load.contacts;
    ++load.week.at(std::chrono::weekday{day}.c_encoding()).at(half_hour_of(one.at)).contacts;
    if (!one.handling_seconds) continue;
    ++load.handled;
    handling += *one.handling_seconds;
  }
  if (load.handled > 0) load.handling_seconds = handling / static_cast<double>(load.handled);
  return load;
}

}  // namespace cityhall
