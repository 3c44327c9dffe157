#include "kernel/sign_in/totp.h"

#include <array>
#include <stdexcept>

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include "base/crypto.h"

namespace cityhall {

std::string totp_code(std::string_view secret, std::int64_t step) {
  std::array<unsigned char, 8> counter{};
  for (std::size_t i = 0; i < 8; ++i) counter[7 - i] = static_cast<unsigned char>(static_cast<std::uint64_t>(step) >> (8 * i));
  std::array<unsigned char, 20> digest{};
  unsigned length = digest.size();
  if (HMAC(EVP_sha1(), secret.data(), static_cast<int>(secret.size()), counter.data(), counter.size(), digest.data(), &length) == nullptr)
    throw std::runtime_error{"HMAC failed"};
  // RFC 4226 section 5.3: the low four bits of the last byte say where the 31 bits of the code begin.
  auto const at = static_cast<std::size_t>(digest[19] & 0x0fU);
  auto const bits = (static_cast<std::uint32_t>(digest[at] & 0x7fU) << 24U) | (static_cast<std::uint32_t>(digest[at + 1]) << 16U) |
                    (static_cast<std::uint32_t>(digest[at + 2]) << 8U) | digest[at + 3];
  auto code = std::to_string(bits % 1'000'000U);
  return std::string(6 - code.size(), '0') + code;
}

std::int64_t totp_step(Time time) { return std::chrono::floor<std::chrono::seconds>(time).time_since_epoch().count() / 30; }

std::optional<std::int64_t> totp_match(std::string_view secret, std::string_view code, Time now) {
  std::optional<std::int64_t> found;
  auto const current = totp_step(now);
  for (auto step = current - 1; step <= current + 1; ++step)
    if (equal_secrets(totp_code(secret, step), code)) found = step;
  return found;
}

std::string base32(std::string_view bytes) {
  constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  std::string text;
  std::uint32_t buffer = 0;
  int bits = 0;
  for (char const byte : bytes) {
    buffer = (buffer << 8U) | static_cast<unsigned char>(byte);
    for (bits += 8; bits >= 5; bits -= 5) text += letters[(buffer >> static_cast<unsigned>(bits - 5)) & 31U];
  }
  if (bits > 0) text += letters[(buffer << static_cast<unsigned>(5 - bits)) & 31U];
  return text;
}

}  // namespace cityhall
