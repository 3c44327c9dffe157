#pragma once
// How much work comes to the people of the contact center: contacts that needed an agent, by weekday and half hour.
//
//   needed an agent    an agent took it, or it waited for one: also whoever gave up. What the voice menu or the text dialog served alone is
//                      no work for an agent.
//   a day counts       when it is no holiday of the city's calendar and somebody needed an agent on it, through whatever queue: neither
//                      weekends of a closed office nor the time before the centre opened make the mean smaller
//   mean               of a weekday's half hour: contacts divided by the days of that weekday on which this half hour has begun

#include <array>
#include <optional>
#include <string>

#include "base/time_zone.h"
#include "kernel/interactions/interaction.h"

namespace cityhall {

struct LoadAsked {
  Time from{};
  Time to{};
  std::optional<Channel> channel = Channel::phone;  // none: all
  std::string queue{};                              // empty: all
};

struct HalfHourLoad {
  std::size_t contacts = 0;
  std::size_t days = 0;
  double mean() const { return days == 0 ? 0.0 : static_cast<double>(contacts) / static_cast<double>(days); }
};

using DayLoad = std::array<HalfHourLoad, 48>;

struct ContactLoad {
  std::array<DayLoad, 7> week{};      // by weekday, Sunday first
  std::array<std::size_t, 7> days{};  // that count
  std::size_t contacts = 0;           // on days that count
  std::size_t handled = 0;            // of those, an agent took it and it ended
  double handling_seconds = 0;        // mean of those
};
/// Needs `contact.figures`. `now`: half hours to come are not counted as empty ones.
ContactLoad contact_load(View const& view, LoadAsked const& asked, Time now);

}  // namespace cityhall
