#pragma once
// Bytes by the hash of their content. Written durably before the transaction that refers to them.

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/time.h"

namespace cityhall::store {

class Blobs {
 public:
  virtual ~Blobs() = default;
  /// Stores the bytes and returns their name: SHA-256 as 64 hex digits. The same bytes twice are stored once.
  /// They are on disk when this returns. Throws Refusal(unavailable, "blob.unwritable").
  virtual std::string put(std::string_view bytes) = 0;
  virtual bool has(std::string_view hash) const = 0;
  /// All bytes; nothing when there is no such blob or `hash` is no hash.
  virtual std::optional<std::string> get(std::string_view hash) const = 0;
  virtual std::optional<std::uint64_t> size(std::string_view hash) const = 0;
  /// At most `length` bytes from `offset`; nothing when there is no such blob.
  virtual std::optional<std::string> range(std::string_view hash, std::uint64_t offset, std::uint64_t length) const = 0;
  /// Where the bytes are, when they are a local file (for sendfile and for the media helper).
  virtual std::optional<std::filesystem::path> path(std::string_view hash) const = 0;
  /// Removes what `referenced` denies and nobody has put for `age`; returns how many. Also removes leftovers of broken writes.
  virtual int sweep(std::function<bool(std::string_view hash)> const& referenced, Duration age = std::chrono::hours{24}) = 0;
};

/// Files `folder/ab/cdef…`; makes the folder. `clock` dates the blobs for the sweep.
std::unique_ptr<Blobs> open_blobs(std::filesystem::path const& folder, Clock const& clock);

}  // namespace cityhall::store
