#pragma once
// What will be removed, what is kept back, and what was removed: for those who answer for it. Counts, nobody's data.

#include <string>
#include <vector>

#include "kernel/unit.h"

namespace cityhall {

/// One service: its closed requests whose time of keeping is over at the end of the days that were asked for.
struct OutlookRow {
  std::string service{};
  std::size_t over = 0;   // all of them
  std::size_t held = 0;   // of these: a hold keeps them
  std::size_t waits = 0;  // of these: open work, a hand-over under way, a talk or a call-back
};
/// Services of which something goes, by id. Needs `records.see`. Counts in indexes; a moment for a million requests.
std::vector<OutlookRow> outlook(View const& view, Time now, std::chrono::days ahead);

struct RemovalDay {
  std::int64_t day = 0;   // since 1970-01-01
  std::string why{};      // "time", "wish"
  std::string service{};  // empty: photos that nothing else showed
  std::size_t cases = 0;
  std::size_t people = 0;
  std::size_t photos = 0;
};
/// Newest first. Needs `records.see`.
std::vector<RemovalDay> removal_log(View const& view, std::size_t most = 200);

}  // namespace cityhall
