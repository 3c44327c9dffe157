#pragma once
// Static files inside the program. cmake/assets.cmake embeds a folder with its gzip and brotli forms made at build time.

#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <unordered_map>

#include "web/request.h"
#include "web/response.h"

namespace cityhall::web {

struct Asset {
  std::string_view path;  // "/assets/app-1a2b3c4d.css"
  std::string_view content_type;
  std::string_view identity;
  std::string_view gzip;    // empty when it would not be smaller
  std::string_view brotli;  // empty when it would not be smaller
  std::string_view etag;    // with quotes
  std::string_view source;  // "app.css": the name to link to
};

class Assets {
 public:
  explicit Assets(std::span<Asset const> assets);

  Asset const* find(std::string_view path) const;
  /// The path to link to for a source name ("app.css"), with its hash. Throws std::out_of_range naming a source that is not there.
  std::string_view path_of(std::string_view source) const;
  /// The answer for a path, cached for ever: the path has the hash of its bytes (a path without one is revalidated each time). Nothing when
  /// it is not ours.
  std::optional<Response> respond(std::string_view path) const;

 private:
  std::unordered_map<std::string_view, Asset const*> by_path_;
  std::unordered_map<std::string_view, Asset const*> by_source_;
};

}  // namespace cityhall::web
