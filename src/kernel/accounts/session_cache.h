#pragma once
// Live sessions in memory. A cache entry is made only from a snapshot as new as the last revocation, so a revoked session never comes back.

#include <array>
#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "kernel/accounts/session.h"

namespace cityhall {

struct TextHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};

class SessionCache {
 public:
  explicit SessionCache(std::size_t sessions_max = 100'000) : shard_max_{sessions_max / shards} {}

  struct Found {
    std::shared_ptr<Session const> session;
    Duration idle{};
    Time last_used{};
  };
  /// Null when it is not here. Notes the use at `now`.
  Found find(std::string_view token_hash, Time now);
  /// Whether somebody has asked for it since it came into memory; notes no use.
  bool holds(std::string_view token_hash);
  /// Kept only when `revision` (read from the same snapshot) is the newest one known.
  void add(Found const& found, std::int64_t revision);

  /// After the commit that ended these sessions.
  void end(std::int64_t revision, std::vector<std::string> const& token_hashes);
  /// After the commit of a change to roles or settings: all sessions are read anew, with one query each.
  void forget_all(std::int64_t revision);

  struct Use {
    std::string token_hash;
    Time last_used{};
  };
  /// Uses since the last call.
  std::vector<Use> take_uses();

 private:
  static constexpr std::size_t shards = 16;
  struct Entry {
    Found found;
    bool used = false;
  };
  struct Shard {
    std::mutex mutex;
    std::unordered_map<std::string, Entry, TextHash, std::equal_to<>> entries;
  };
  Shard& shard_of(std::string_view token_hash) { return shards_[TextHash{}(token_hash) % shards]; }

  std::size_t shard_max_;
  std::atomic<std::int64_t> revision_{0};
  std::array<Shard, shards> shards_;
};

}  // namespace cityhall
