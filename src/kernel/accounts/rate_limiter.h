#pragma once
// Token buckets in memory: how often an address, account, key or service may do a thing. Bounded: old buckets give way to new ones.

#include <array>
#include <cstdint>
#include <mutex>
#include <string_view>
#include <unordered_map>

#include "base/time.h"

namespace cityhall {

/// `burst` at once, and again `burst` in each `per`.
struct Rate {
  double burst = 60;
  Duration per = std::chrono::minutes{1};
};

class RateLimiter {
 public:
  explicit RateLimiter(Clock const& clock, std::size_t buckets_max = 65'536);

  /// Zero: allowed, and counted. Else how long to wait (for Retry-After). `what` names the thing ("sign-in"), `who` its doer. Any thread.
  Duration ask(std::string_view what, std::string_view who, Rate rate);
  /// The same, throwing Refusal(too_many, "rate.limited") that says how long to wait. Not for floods: a throw costs.
  void require(std::string_view what, std::string_view who, Rate rate);
  std::size_t size() const;

 private:
  struct Bucket {
    double tokens = 0;
    Time filled{};
  };
  struct Shard {
    mutable std::mutex mutex;
    std::unordered_map<std::uint64_t, Bucket> buckets;
  };
  void make_room(Shard& shard, Time now);

  Clock const& clock_;
  std::size_t shard_buckets_max_;
  std::uint64_t key_;  // so that nobody can aim at another's bucket
  std::array<Shard, 16> shards_;
};

}  // namespace cityhall
