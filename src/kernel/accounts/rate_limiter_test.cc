#include "kernel/accounts/rate_limiter.h"

#include <gtest/gtest.h>

#include "base/refusal.h"

namespace cityhall {
namespace {

using namespace std::chrono_literals;

TEST(RateLimiter, LetsTheBurstThroughAndSaysHowLongToWait) {
  ManualClock clock{from_micros(1'000'000)};
  RateLimiter limits{clock};
  Rate const rate{.burst = 3, .per = 1min};
  for (int i = 0; i < 3; ++i) EXPECT_EQ(limits.ask("sign-in", "10.0.0.1", rate), 0us);
  EXPECT_EQ(limits.ask("sign-in", "10.0.0.1", rate), 20s);
  clock.advance(15s);
  EXPECT_EQ(limits.ask("sign-in", "10.0.0.1", rate), 5s);
  clock.advance(5s);
  EXPECT_EQ(limits.ask("sign-in", "10.0.0.1", rate), 0us);
  EXPECT_EQ(limits.ask("sign-in", "10.0.0.2", rate), 0us) << "others are not held up";
  EXPECT_EQ(limits.ask("code", "10.0.0.1", rate), 0us) << "nor other things";
}

TEST(RateLimiter, RefusesInWords) {
  ManualClock clock{from_micros(0)};
  RateLimiter limits{clock};
  limits.require("x", "y", {.burst = 1, .per = 30s});
  try {
    limits.require("x", "y", {.burst = 1, .per = 30s});
    FAIL();
  } catch (Refusal const& refusal) {
    EXPECT_EQ(refusal.kind, RefusalKind::too_many);
    EXPECT_EQ(in_english(refusal.fix), "Wait 30 seconds, then try again.");
  }
}

TEST(RateLimiter, StaysBoundedUnderAFloodOfNames) {
  ManualClock clock{from_micros(0)};
  RateLimiter limits{clock, 1600};
  for (int i = 0; i < 50'000; ++i) {
    if (i % 10 == 0) clock.advance(1ms);
    limits.ask("x", std::to_string(i), {.burst = 1, .per = 1h});
  }
  EXPECT_LE(limits.size(), 1600U);
  EXPECT_GT(limits.ask("x", "49999", {.burst = 1, .per = 1h}), 0us) << "the newest are remembered";
}

TEST(RateLimiter, SurvivesAClockThatStepsBack) {
  ManualClock clock{from_micros(10'000'000)};
  RateLimiter limits{clock};
  EXPECT_EQ(limits.ask("x", "y", {.burst = 1, .per = 10s}), 0us);
  clock.set(from_micros(0));
  EXPECT_GT(limits.ask("x", "y", {.burst = 1, .per = 10s}), 0us);
}

}  // namespace
}  // namespace cityhall
