#include "kernel/accounts/rate_limiter.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "base/random.h"
#include "base/refusal.h"

namespace cityhall {
namespace {

std::uint64_t random_key() {
  SystemRandom random;
  return random.below(~std::uint64_t{0});
}

/// FNV-1a with a secret start, finished by a multiplication that mixes the high bits down.
std::uint64_t hash_of(std::uint64_t key, std::string_view what, std::string_view who) {
  std::uint64_t hash = 14'695'981'039'346'656'037ULL ^ key;
  auto const add = [&hash](std::string_view text) {
    for (char const letter : text) hash = (hash ^ static_cast<unsigned char>(letter)) * 1'099'511'628'211ULL;
    hash = (hash ^ 0xffU) * 1'099'511'628'211ULL;
  };
  add(what);
  add(who);
  hash ^= hash >> 32U;
  return hash * 0x9e37'79b9'7f4a'7c15ULL;
}

}  // namespace

RateLimiter::RateLimiter(Clock const& clock, std::size_t buckets_max)
    : clock_{clock}, shard_buckets_max_{std::max<std::size_t>(buckets_max / 16, 1)}, key_{random_key()} {}

Duration RateLimiter::ask(std::string_view what, std::string_view who, Rate rate) {
  auto const id = hash_of(key_, what, who);
  auto const now = clock_.now();
  auto& shard = shards_[id >> 60U];
  std::lock_guard const lock{shard.mutex};
  auto found = shard.buckets.find(id);
  if (found == shard.buckets.end()) {
    if (shard.buckets.size() >= shard_buckets_max_) make_room(shard, now);
    found = shard.buckets.emplace(id, Bucket{.tokens = rate.burst, .filled = now}).first;
  }
  auto& bucket = found->second;
  auto const micros_per_token = static_cast<double>(rate.per.count()) / rate.burst;
  auto const passed = static_cast<double>(std::max((now - bucket.filled).count(), Duration::rep{0}));
  bucket.tokens = std::min(rate.burst, bucket.tokens + passed / micros_per_token);
  bucket.filled = std::max(now, bucket.filled);
  if (bucket.tokens < 1) return Duration{static_cast<Duration::rep>(std::ceil((1 - bucket.tokens) * micros_per_token))};
  bucket.tokens -= 1;
  return Duration{0};
}

void RateLimiter::require(std::string_view what, std::string_view who, Rate rate) {
  auto const wait = ask(what, who, rate);
  if (wait == Duration{0}) return;
  auto const seconds = static_cast<long>(std::chrono::ceil<std::chrono::seconds>(wait).count());
  throw Refusal{RefusalKind::too_many, "rate.limited", _("That was too often in a short time."),
                _n("Wait {count} second, then try again.", "Wait {count} seconds, then try again.", seconds)};
}

// A quarter of the buckets goes, those unused for longest first: whoever floods with new names pushes out names that are idle.
void RateLimiter::make_room(Shard& shard, Time now) {
  std::vector<Time> filled;
  filled.reserve(shard.buckets.size());
  for (auto const& [id, bucket] : shard.buckets) filled.push_back(bucket.filled);
  auto const quarter = filled.begin() + static_cast<std::ptrdiff_t>(filled.size() / 4);
  std::nth_element(filled.begin(), quarter, filled.end());
  auto const limit = filled.empty() ? now : *quarter;
  auto to_go = shard.buckets.size() / 4 + 1;
  for (auto it = shard.buckets.begin(); it != shard.buckets.end() && to_go > 0;) {
    if (it->second.filled > limit) {
      ++it;
      continue;
    }
    it = shard.buckets.erase(it);
    --to_go;
  }
}

std::size_t RateLimiter::size() const {
  std::size_t sum = 0;
  for (auto const& shard : shards_) {
    std::lock_guard const lock{shard.mutex};
    sum += shard.buckets.size();
  }
  return sum;
}

}  // namespace cityhall
