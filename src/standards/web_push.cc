#include "standards/web_push.h"

#include "base/crypto.h"
#include "base/json.h"

namespace cityhall::standards {
namespace {

using std::string_view_literals::operator""sv;

constexpr std::uint32_t record_bytes = 4'096;

std::string text_with_zero(std::string_view text) { return std::string{text} + '\0'; }

/// HKDF-Expand (RFC 5869 section 2.3) for at most one block.
std::string expand(std::string_view key, std::string_view info, std::size_t bytes) {
  return hmac_sha256(key, std::string{info} + '\x01').substr(0, bytes);
}

/// RFC 8188 section 2.1: salt, record size, length of the key's id, key's id.
std::string header_of(PushChance const& chance) {
  auto head = chance.salt;
  for (int shift = 24; shift >= 0; shift -= 8) head += static_cast<char>(record_bytes >> shift & 0xffU);
  head += static_cast<char>(chance.key.point.size());
  return head + chance.key.point;
}

}  // namespace

Result<std::string> push_body(std::string_view text, PushKeys const& to, PushChance const& chance) {
  if (to.secret.size() != 16 || chance.salt.size() != 16) return Error{"the keys of this subscription are none"};
  if (text.size() > push_text_bytes_max) return Error{"the message is too long for one record"};
  auto const shared = p256_agree(chance.key, to.point);
  if (!shared) return Error{"the keys of this subscription are none"};
  // RFC 8291 section 3.3: "key_info = "WebPush: info" || 0x00 || ua_public || as_public"
  auto const info = text_with_zero("WebPush: info") + to.point + chance.key.point;
  auto const input = expand(hmac_sha256(to.secret, *shared), info, 32);
  // Section 3.4: "PRK = HMAC-SHA-256(salt, IKM)", then key and nonce as in RFC 8188 sections 2.2 and 2.3.
  auto const secret = hmac_sha256(chance.salt, input);
  auto const key = expand(secret, text_with_zero("Content-Encoding: aes128gcm"), 16);
  auto const nonce = expand(secret, text_with_zero("Content-Encoding: nonce"), 12);
  // RFC 8188 section 2: "the last record uses a padding delimiter octet set to the value 2". One record: its number is 0.
  return header_of(chance) + aes128_gcm(key, nonce, std::string{text} + '\x02');
}

std::string vapid_authorization(P256Key const& city, VapidClaims const& claims) {
  auto const head = base64url(R"({"typ":"JWT","alg":"ES256"})"sv);
  auto const body = base64url(to_text(Json{{"aud", claims.audience}, {"exp", claims.expires_s}, {"sub", claims.subject}}));
  auto const token = head + "." + body;
  return "vapid t=" + token + "." + base64url(p256_sign(city, token)) + ", k=" + base64url(city.point);
}

std::string origin_of_url(std::string_view url) {
  auto const scheme = url.find("://");
  if (scheme == std::string_view::npos || (url.substr(0, scheme) != "https" && url.substr(0, scheme) != "http")) return {};
  auto const end = url.find_first_of("/?#", scheme + 3);
  auto const origin = url.substr(0, end);
  return origin.size() > scheme + 3 ? std::string{origin} : std::string{};
}

}  // namespace cityhall::standards
