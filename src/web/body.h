#pragma once
// A request body: in memory while it is small, else in an unlinked temporary file that is mapped for reading.

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

namespace cityhall::web {

class Body {
 public:
  Body() = default;
  explicit Body(std::string bytes) : memory_{std::move(bytes)} {}

  /// All bytes. Valid as long as this body (or what `keep` gave) lives and nothing is appended.
  std::string_view bytes() const;
  std::size_t size() const;
  bool empty() const { return size() == 0; }
  bool spooled() const { return spool_ != nullptr; }
  /// Keeps the bytes alive after the request is gone; null for a body in memory.
  std::shared_ptr<void const> keep() const { return spool_; }

  /// Appends; beyond `memory_max` the bytes move to a file in `folder`. False when the file cannot be written (disk full).
  bool append(std::string_view bytes, std::size_t memory_max, std::filesystem::path const& folder);

 private:
  class Spool;
  std::string memory_;
  std::shared_ptr<Spool> spool_;
};

}  // namespace cityhall::web
