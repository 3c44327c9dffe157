#include "kernel/accounts/session_cache.h"

namespace cityhall {

SessionCache::Found SessionCache::find(std::string_view token_hash, Time now) {
  auto& shard = shard_of(token_hash);
  std::lock_guard const lock{shard.mutex};
  auto const entry = shard.entries.find(token_hash);
  if (entry == shard.entries.end()) return {};
  auto found = entry->second.found;
  entry->second.found.last_used = std::max(now, found.last_used);
  entry->second.used = true;
  return found;
}

bool SessionCache::holds(std::string_view token_hash) {
  auto& shard = shard_of(token_hash);
  std::lock_guard const lock{shard.mutex};
  return shard.entries.find(token_hash) != shard.entries.end();
}

void SessionCache::add(Found const& found, std::int64_t revision) {
  auto& shard = shard_of(found.session->token_hash);
  std::lock_guard const lock{shard.mutex};
  // Under the lock: end() changes the number first and then erases, so a late entry is refused here or erased there.
  if (revision != revision_.load(std::memory_order_acquire)) {
    auto expected = std::int64_t{0};
    if (!revision_.compare_exchange_strong(expected, revision)) return;
  }
  if (shard.entries.size() >= shard_max_) shard.entries.erase(shard.entries.begin());
  shard.entries.insert_or_assign(found.session->token_hash, Entry{.found = found, .used = true});
}

void SessionCache::end(std::int64_t revision, std::vector<std::string> const& token_hashes) {
  revision_.store(revision, std::memory_order_release);
  for (auto const& hash : token_hashes) {
    auto& shard = shard_of(hash);
    std::lock_guard const lock{shard.mutex};
    shard.entries.erase(hash);
  }
}

void SessionCache::forget_all(std::int64_t revision) {
  revision_.store(revision, std::memory_order_release);
  for (auto& shard : shards_) {
    std::lock_guard const lock{shard.mutex};
    shard.entries.clear();
  }
}

std::vector<SessionCache::Use> SessionCache::take_uses() {
  std::vector<Use> uses;
  for (auto& shard : shards_) {
    std::lock_guard const lock{shard.mutex};
    for (auto& [hash, entry] : shard.entries)
      if (std::exchange(entry.used, false)) uses.push_back({hash, entry.found.last_used});
  }
  return uses;
}

}  // namespace cityhall
