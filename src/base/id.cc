#include "base/id.h"

#include <charconv>

namespace cityhall {
namespace {
constexpr std::int64_t epoch_ms = 1'704'067'200'000;  // 2024-01-01T00:00:00Z
constexpr int sequence_bits = 12;
constexpr int node_bits = 10;
}  // namespace

IdMaker::IdMaker(Clock const& clock, unsigned node, std::int64_t last)
    : clock_{clock},
      node_{static_cast<std::int64_t>(node & 1023U)},
      last_ticks_{((last >> (sequence_bits + node_bits)) << sequence_bits) | (last & ((1 << sequence_bits) - 1))} {}

std::int64_t IdMaker::next() {
  auto const now_ms = std::chrono::floor<std::chrono::milliseconds>(clock_.now()).time_since_epoch().count() - epoch_ms;
  auto const now_ticks = std::max<std::int64_t>(now_ms, 1) << sequence_bits;
  std::lock_guard const lock{mutex_};
  // A full sequence runs on into the next millisecond: order matters more than the exact time.
  last_ticks_ = std::max(last_ticks_ + 1, now_ticks);
  auto const ms = last_ticks_ >> sequence_bits;
  auto const sequence = last_ticks_ & ((1 << sequence_bits) - 1);
  return (ms << (sequence_bits + node_bits)) | (node_ << sequence_bits) | sequence;
}

std::int64_t least_id_at(Time time) {
  auto const ms = std::chrono::floor<std::chrono::milliseconds>(time).time_since_epoch().count() - epoch_ms;
  return std::max<std::int64_t>(ms, 0) << (sequence_bits + node_bits);
}

std::int64_t parse_id(std::string_view text) {
  std::int64_t value = 0;
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || value < 0 || text.empty() || text.front() == '+') return 0;
  return value;
}

}  // namespace cityhall
