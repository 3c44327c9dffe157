#pragma once
// What /metrics tells: one list for the page and for docs/reference/metrics.md.

#include <cstdint>
#include <string_view>
#include <vector>

#include "store/database.h"

namespace cityhall {

struct MetricFigures {
  store::Stats store{};
  std::int64_t cases_open = 0;
  std::int64_t cases_overdue = 0;
  std::int64_t notices_failed = 0;
  std::int64_t live_streams = 0;
};

struct Metric {
  std::string_view name;  // without "cityhall_"
  std::string_view kind;  // "gauge", "counter"
  std::string_view help;
  double value = 0;
};

std::vector<Metric> metrics_of(MetricFigures const& figures);

}  // namespace cityhall
