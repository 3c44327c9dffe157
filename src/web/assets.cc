#include "web/assets.h"

#include <stdexcept>
#include <string>

namespace cityhall::web {

Assets::Assets(std::span<Asset const> assets) {
  for (auto const& asset : assets) {
    by_path_.emplace(asset.path, &asset);
    by_source_.emplace(asset.source, &asset);
  }
}

Asset const* Assets::find(std::string_view path) const {
  auto const found = by_path_.find(path);
  return found == by_path_.end() ? nullptr : found->second;
}

std::string_view Assets::path_of(std::string_view source) const {
  auto const found = by_source_.find(source);
  if (found == by_source_.end())
    throw std::out_of_range{"no asset is made from \"" + std::string{source} + "\"; is it in the bundled folder?"};
  return found->second->path;
}

std::optional<Response> Assets::respond(std::string_view path) const {
  auto const* asset = find(path);
  if (asset == nullptr) return {};
  bool const hashed = !asset->path.ends_with(asset->source);
  Response response{
      .body = Variants{.identity = asset->identity, .gzip = asset->gzip, .brotli = asset->brotli, .etag = std::string{asset->etag}}};
  response.headers.add("Content-Type", asset->content_type);
  response.headers.add("Cache-Control", hashed ? "public, max-age=31536000, immutable" : "no-cache");
  return response;
}

}  // namespace cityhall::web
