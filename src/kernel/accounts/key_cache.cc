#include "kernel/accounts/key_cache.h"

#include <utility>

namespace cityhall {

std::shared_ptr<ApiKey const> KeyCache::find(std::string_view key_hash, Time now) {
  std::lock_guard const lock{mutex_};
  auto const entry = entries_.find(key_hash);
  if (entry == entries_.end()) return nullptr;
  entry->second.last_used = now;
  entry->second.used = true;
  return entry->second.key;
}

void KeyCache::add(std::string_view key_hash, std::shared_ptr<ApiKey const> key, std::int64_t revision) {
  std::lock_guard const lock{mutex_};
  if (revision_ == 0) revision_ = revision;
  if (revision != revision_) return;
  if (entries_.size() >= keys_max) entries_.erase(entries_.begin());
  entries_.insert_or_assign(std::string{key_hash}, Entry{.key = std::move(key)});
}

void KeyCache::forget_all(std::int64_t revision) {
  std::lock_guard const lock{mutex_};
  revision_ = revision;
  entries_.clear();
}

void KeyCache::follow(std::int64_t revision) {
  std::lock_guard const lock{mutex_};
  revision_ = revision;
}

std::vector<KeyCache::Use> KeyCache::take_uses() {
  std::lock_guard const lock{mutex_};
  std::vector<Use> uses;
  for (auto& [hash, entry] : entries_)
    if (std::exchange(entry.used, false)) uses.push_back({entry.key->id, entry.last_used});
  return uses;
}

}  // namespace cityhall
