#pragma once
// 64-bit ids: time-ordered, made by the program. 41 bits of milliseconds since 2024, 10 bits node, 12 bits sequence; always positive.

#include <compare>
#include <cstdint>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>

#include "base/time.h"

namespace cityhall {

template <class Tag>
struct Id {
  std::int64_t value = 0;
  explicit operator bool() const { return value != 0; }
  friend auto operator<=>(Id, Id) = default;
};

/// Digits only; nothing when it is no id.
template <class Tag>
std::string to_text(Id<Tag> id) {
  return std::to_string(id.value);
}

class IdMaker {
 public:
  /// `node` 0–1023 is leased from the database; `last` is the greatest id already in use.
  IdMaker(Clock const& clock, unsigned node, std::int64_t last = 0);
  /// Strictly greater than every id this maker gave before, also when the clock steps back. Safe from several threads.
  std::int64_t next();
  template <class IdType>
  IdType make() {
    return IdType{next()};
  }

 private:
  Clock const& clock_;
  std::int64_t node_;
  std::mutex mutex_;
  std::int64_t last_ticks_;  // milliseconds << 12 | sequence
};

/// The least id that a maker gives at that time: ids of things made since then are not smaller.
std::int64_t least_id_at(Time time);

/// Zero-valued when `text` is not the decimal form of an id.
std::int64_t parse_id(std::string_view text);

}  // namespace cityhall

template <class Tag>
struct std::hash<cityhall::Id<Tag>> {
  std::size_t operator()(cityhall::Id<Tag> id) const noexcept { return std::hash<std::int64_t>{}(id.value); }
};
