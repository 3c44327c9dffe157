#pragma once
// A city in this process, for tests of what it asks of other systems: it may ask anywhere, also here.

#include <gtest/gtest.h>

#include "app/process.h"
#include "app/setup.h"
#include "kernel/jobs/runner.h"
#include "store/testing.h"

namespace cityhall {

class OutboundCity : public testing::Test {
 protected:
  OutboundCity() {
    NewCity plan;
    plan.settings.name = "Alton";
    plan.settings.base_url = "https://311.alton.example";
    plan.settings.outbound_everywhere = true;
    make_city(process_, plan);
    served_ = process_.open("alton");
  }
  City& city() { return served_->city(); }
  /// Until no consumer has anything left.
  void follow() {
    while (run_consumers(city()) > 0) {}
  }

  store::TemporaryFolder folder_;
  ManualClock clock_{from_micros(1'804'000'000'000'000)};
  SeededRandom random_{7};
  Process process_{folder_.path(), clock_, random_};
  std::unique_ptr<ServedCity> served_;
  Actor actor_ = system_actor("test");
};

}  // namespace cityhall
