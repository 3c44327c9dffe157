#include "services/front/page_cache.h"

#include "base/crypto.h"
#include "web/compress.h"

namespace cityhall {
namespace {

std::string key_text(CachedPageKey key) {
  std::string text{key.language};
  (text += ' ') += key.target;
  return text;
}

struct KeptBytes {
  std::string identity;
  std::string gzip;
};

web::Variants precompressed(std::string page) {
  constexpr int best_level = 9;
  auto const kept = std::make_shared<KeptBytes>(KeptBytes{.identity = std::move(page), .gzip = {}});
  kept->gzip = web::gzip(kept->identity, best_level);
  web::Variants variants{.identity = kept->identity, .etag = '"' + base64url(sha256(kept->identity).substr(0, 12)) + '"', .keep = kept};
  if (kept->gzip.size() < kept->identity.size()) variants.gzip = kept->gzip;
  return variants;
}

}  // namespace

std::optional<web::Response> PageCache::find(CachedPageKey key, PageSources const& sources, Time now) const {
  std::shared_ptr<Kept const> kept;
  {
    std::lock_guard const lock{mutex_};
    auto const found = pages_.find(key_text(key));
    if (found == pages_.end()) return {};
    kept = found->second;
  }
  if (kept->until < now || !(kept->sources == sources)) return {};
  return kept->response;
}

web::Response PageCache::keep(CachedPageKey key, PageSources const& sources, Time until, web::Response response) {
  if (response.status != 200) return response;
  response.body = precompressed(std::string{web::body_text(response)});
  auto kept = std::make_shared<Kept const>(Kept{response, sources, until});
  std::lock_guard const lock{mutex_};
  // Keys come from outside (query texts): when there are too many, all go. Pages are made again in microseconds.
  if (pages_.size() >= pages_max_) pages_.clear();
  pages_.insert_or_assign(key_text(key), std::move(kept));
  return response;
}

}  // namespace cityhall
