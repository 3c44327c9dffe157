#pragma once
// When each job ran last, so that a restart does not run them all at once.

#include <chrono>
#include <string>
#include <string_view>

#include "kernel/city.h"

namespace cityhall {

/// Zero when the job never ran or its turn has passed; never more than `every`.
std::chrono::microseconds time_until_due(City& city, std::string_view job, std::chrono::seconds every);
/// `error` is empty when it went well.
void remember_run(City& city, std::string_view job, std::string_view error);

}  // namespace cityhall
