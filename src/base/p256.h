#pragma once
// The curve P-256 (FIPS 186-5), over OpenSSL: keys, agreement, ES256 signatures. For Web Push.

#include <optional>
#include <string>
#include <string_view>

namespace cityhall {

struct P256Key {
  std::string secret{};  // 32 raw bytes
  std::string point{};   // 65 raw bytes, uncompressed
};

/// From OpenSSL's own generator: a key that a test can repeat must not be able to get into a real city.
P256Key make_p256_key();
/// What both sides share: the 32 bytes of the x coordinate. Nothing when `point` is not on the curve.
std::optional<std::string> p256_agree(P256Key const& mine, std::string_view point);
/// ES256 as JSON Web Tokens have it (RFC 7518 section 3.4): 64 bytes, r and s.
std::string p256_sign(P256Key const& key, std::string_view text);
bool p256_verify(std::string_view point, std::string_view text, std::string_view signature);

/// AES-128 in Galois/Counter Mode (NIST SP 800-38D): the cipher text and its tag of 16 bytes. `key` has 16 bytes, `nonce` 12.
std::string aes128_gcm(std::string_view key, std::string_view nonce, std::string_view plain);

}  // namespace cityhall
