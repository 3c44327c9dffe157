#pragma once
// Finished pages that are equal for everyone without a session: kept for some seconds, or until settings, services or what the city
// publishes changes.

#include <chrono>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/time.h"
#include "web/response.h"

namespace cityhall {

/// Under what a page is kept: the target as sent, the language, and what it was made from.
struct CachedPageKey {
  std::string_view target;
  std::string_view language;
};

/// What a page was made from; a page made from other ones is stale. Only compared.
struct PageSources {
  std::shared_ptr<void const> settings;
  std::shared_ptr<void const> definitions;
  std::shared_ptr<void const> site;
  std::size_t phase = 0;  // of the site: changes when a publication begins or ends
  friend bool operator==(PageSources const&, PageSources const&) = default;
};

class PageCache {
 public:
  explicit PageCache(std::size_t pages_max = 4096) : pages_max_{pages_max} {}

  /// The finished answer, shared, or nothing.
  std::optional<web::Response> find(CachedPageKey key, PageSources const& sources, Time now) const;
  /// Keeps a page with status 200 and its compressed form; gives the answer to send.
  web::Response keep(CachedPageKey key, PageSources const& sources, Time until, web::Response response);

 private:
  struct Kept {
    web::Response response;
    PageSources sources;
    Time until;
  };
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };

  mutable std::mutex mutex_;
  std::unordered_map<std::string, std::shared_ptr<Kept const>, Hash, std::equal_to<>> pages_;
  std::size_t pages_max_;
};

}  // namespace cityhall
