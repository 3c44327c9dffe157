#pragma once
// What a manager looks at: load per service, per day and per channel. Needs `issues.read`.

#include <string>
#include <vector>

#include "base/time_zone.h"
#include "kernel/cases/case.h"

namespace cityhall {

struct ServiceLoad {
  std::string service{};
  std::size_t open = 0;
  std::size_t overdue = 0;
};
/// Open cases per service now, in order of service.
std::vector<ServiceLoad> service_loads(View const& view, Time now);

struct DayFigures {
  Date day{};
  std::size_t opened = 0;
  std::size_t closed = 0;
};
/// One entry for each of the last `days` days of the city's calendar, oldest first; the last one is today. From roll-ups.
std::vector<DayFigures> figures_by_day(View const& view, Time now, int days = 30);

struct ChannelCount {
  Channel channel = Channel::web;
  std::size_t opened = 0;
};
/// How the cases opened since then came in, most used first.
std::vector<ChannelCount> channel_counts(View const& view, Time since);

}  // namespace cityhall
