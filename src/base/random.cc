#include "base/random.h"

#include <array>
#include <stdexcept>

#include <sodium.h>

#include "base/crypto.h"

namespace cityhall {

std::uint64_t Random::below(std::uint64_t below) {
  if (below == 0) return 0;
  // Values from the incomplete last stretch are drawn again, so that each result is equally likely.
  auto const limit = UINT64_MAX - UINT64_MAX % below;
  std::uint64_t value = 0;
  do {
    std::array<std::uint8_t, 8> bytes{};
    fill(bytes);
    value = 0;
    for (auto const byte : bytes) value = (value << 8U) | byte;
  } while (value >= limit);
  return value % below;
}

std::string Random::token(std::size_t bytes) {
  std::string raw(bytes, '\0');
  fill({reinterpret_cast<std::uint8_t*>(raw.data()), raw.size()});
  return base64url(raw);
}

std::string Random::digits(std::size_t count) {
  std::string out;
  while (out.size() < count) out += static_cast<char>('0' + below(10));
  return out;
}

SystemRandom::SystemRandom() {
  if (sodium_init() < 0) throw std::runtime_error{"libsodium cannot start: the system gives no randomness"};
}
void SystemRandom::fill(std::span<std::uint8_t> bytes) { randombytes_buf(bytes.data(), bytes.size()); }

void SeededRandom::fill(std::span<std::uint8_t> bytes) {
  std::lock_guard const lock{mutex_};
  for (auto& byte : bytes) byte = static_cast<std::uint8_t>(engine_());
}

}  // namespace cityhall
