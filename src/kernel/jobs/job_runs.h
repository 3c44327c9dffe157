#pragma once
// When each job ran last, so that a restart does not run them all at once.

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/city.h"

namespace cityhall {

/// Zero when the job never ran or its turn has passed; never more than `every`.
std::chrono::microseconds time_until_due(City& city, std::string_view job, std::chrono::seconds every);
/// `error` is empty when it went well.
void remember_run(City& city, std::string_view job, std::string_view error);

/// A job whose last run went wrong.
struct FailedJob {
  std::string name{};
  Time last_run{};
  std::string error{};
};
std::vector<FailedJob> failed_jobs(View const& view);

}  // namespace cityhall
