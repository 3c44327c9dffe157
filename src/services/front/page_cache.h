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
  static constexpr std::size_t page_bytes_most = 2 * 1024 * 1024;
  explicit PageCache(std::size_t bytes_most = 48 * 1024 * 1024) : bytes_most_{bytes_most} {}

  /// The finished answer, shared, or nothing.
  std::optional<web::Response> find(CachedPageKey key, PageSources const& sources, Time now) const;
  /// Keeps a page with status 200 and its compressed form, unless it is larger than `page_bytes_most`; gives the answer to send.
  web::Response keep(CachedPageKey key, PageSources const& sources, Time until, web::Response response);

  /// What is kept now, in bytes.
  std::size_t bytes() const;

 private:
  struct Kept {
    web::Response response;
    PageSources sources;
    Time until;
    std::size_t bytes = 0;
  };
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };

  void add(std::string key, std::shared_ptr<Kept const> kept);

  mutable std::mutex mutex_;
  std::unordered_map<std::string, std::shared_ptr<Kept const>, Hash, std::equal_to<>> pages_;
  std::size_t bytes_most_;
  std::size_t bytes_ = 0;  // of all that is kept, with its compressed form and key
};

}  // namespace cityhall
