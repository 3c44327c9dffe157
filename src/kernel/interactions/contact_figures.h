#pragma once
// What the contact center did: counts of interactions in a span of time, for all, for an agent or a queue.
//
//   handling time       mean of (ended - taken) over contacts that an agent took and that ended
//   waiting time        mean of (taken - started) over contacts that an agent took
//   first-contact       contacts that an agent took and that ended settled (the result counts as settled) and that the same person did
//   resolution          not follow by another contact within seven days, divided by all that an agent took and that ended
//   repeat contacts     contacts of a known number, address or party that had contacted us in the seven days before, divided by all
//                       contacts of a known number, address or party

#include <map>
#include <string>
#include <vector>

#include "base/time_zone.h"
#include "kernel/interactions/interaction.h"

namespace cityhall {

inline constexpr auto repeat_span = std::chrono::days{7};

struct ContactSpan {
  Time from{};
  Time to{};
  AccountId agent{};     // 0: all
  std::string queue{};   // empty: all
};

struct ContactFigures {
  std::size_t contacts = 0;
  std::size_t taken = 0;         // by an agent
  std::size_t handled = 0;       // an agent took it and it ended
  std::size_t settled = 0;       // of those, at the first contact
  std::size_t known = 0;         // with a number, an address or a party
  std::size_t repeated = 0;      // of those, again within seven days
  std::size_t abandoned = 0;     // gave up before an agent answered
  double handling_seconds = 0;   // mean
  double waiting_seconds = 0;    // mean
};

struct HalfHour {
  int index = 0;  // of the day, 0 … 47
  std::map<Channel, std::size_t> contacts{};
  std::size_t all = 0;
};

struct ContactReport {
  ContactFigures total{};
  std::map<Channel, ContactFigures> by_channel{};
  std::vector<std::pair<std::string, ContactFigures>> by_agent{};  // name
  std::vector<std::pair<std::string, ContactFigures>> by_queue{};
  std::vector<std::pair<Date, ContactFigures>> by_day{};           // of the city's calendar
  std::vector<HalfHour> half_hours{};                              // 48, over all days of the span
  std::size_t days = 0;                                            // of the span
};
/// Needs `contact.figures`. Reads the interactions of the span and of the seven days around it.
ContactReport contact_report(View const& view, ContactSpan const& span);

}  // namespace cityhall
