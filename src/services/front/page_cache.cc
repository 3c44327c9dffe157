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
  constexpr int kept_level = 6;  // 9 costs three times as much for two percent
  auto const kept = std::make_shared<KeptBytes>(KeptBytes{.identity = std::move(page), .gzip = {}});
  kept->gzip = web::gzip(kept->identity, kept_level);
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
  std::string page{web::body_text(response)};
  if (page.size() > page_bytes_most) return response;
  response.body = precompressed(std::move(page));
  auto text = key_text(key);
  auto const& variants = std::get<web::Variants>(response.body);
  auto const bytes = variants.identity.size() + variants.gzip.size() + 2 * text.size() + sizeof(Kept);
  add(std::move(text), std::make_shared<Kept const>(Kept{response, sources, until, bytes}));
  return response;
}

std::size_t PageCache::bytes() const {
  std::lock_guard const lock{mutex_};
  return bytes_;
}

void PageCache::add(std::string key, std::shared_ptr<Kept const> kept) {
  std::lock_guard const lock{mutex_};
  auto& place = pages_[key];
  if (place) bytes_ -= place->bytes;
  bytes_ += kept->bytes;
  if (bytes_ <= bytes_most_) {
    place = std::move(kept);
    return;
  }
  // Keys come from outside (query texts): when they hold too much, all go. Pages are made again in microseconds.
  bytes_ = kept->bytes;
  pages_.clear();
  pages_.emplace(std::move(key), std::move(kept));
}

}  // namespace cityhall
