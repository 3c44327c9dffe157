#pragma once
// Live API keys in memory, under the same rule as sessions: kept only from a snapshot as new as the last change.

#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "kernel/accounts/api_key.h"
#include "kernel/accounts/session_cache.h"

namespace cityhall {

class KeyCache {
 public:
  /// Null when it is not here. Notes the use.
  std::shared_ptr<ApiKey const> find(std::string_view key_hash, Time now);
  void add(std::string_view key_hash, std::shared_ptr<ApiKey const> key, std::int64_t revision);
  /// After the commit of a change to keys.
  void forget_all(std::int64_t revision);
  /// After the commit of a change that concerns no key.
  void follow(std::int64_t revision);

  struct Use {
    ApiKeyId id{};
    Time last_used{};
  };
  /// Uses since the last call.
  std::vector<Use> take_uses();

 private:
  static constexpr std::size_t keys_max = 10'000;
  struct Entry {
    std::shared_ptr<ApiKey const> key;
    Time last_used{};
    bool used = false;
  };
  std::mutex mutex_;
  std::int64_t revision_ = 0;
  std::unordered_map<std::string, Entry, TextHash, std::equal_to<>> entries_;
};

}  // namespace cityhall
