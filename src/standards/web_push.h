#pragma once
// Web Push: the body of a message (RFC 8291, RFC 8188) and who sends it (VAPID, RFC 8292). Pure; what is random is given.

#include <cstdint>
#include <string>
#include <string_view>

#include "base/p256.h"
#include "base/result.h"

namespace cityhall::standards {

/// What a browser gives with its subscription; raw bytes.
struct PushKeys {
  std::string point{};  // "p256dh": 65 bytes
  std::string secret{}; // "auth": 16 bytes
};

/// Fresh for each message.
struct PushChance {
  P256Key key{};
  std::string salt{};  // 16 bytes
};

/// Longest text: the message fits one record of 4,096 bytes, which every push service takes (RFC 8030 section 7.2).
inline constexpr std::size_t push_text_bytes_max = 3'993;

/// The body for `Content-Encoding: aes128gcm`. An error when the keys are none or the text is too long.
Result<std::string> push_body(std::string_view text, PushKeys const& to, PushChance const& chance);

struct VapidClaims {
  std::string audience{};        // origin of the endpoint
  std::int64_t expires_s = 0;    // Unix time, at most 24 hours ahead
  std::string subject{};         // "mailto:311@city.example" or an https address
};
/// The value of `Authorization`.
std::string vapid_authorization(P256Key const& city, VapidClaims const& claims);

/// "https://push.example.org" of an address; empty when it is none.
std::string origin_of_url(std::string_view url);

}  // namespace cityhall::standards
