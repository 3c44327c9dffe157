#pragma once
// Digests, encodings and password hashes, over libsodium.

#include <optional>
#include <string>
#include <string_view>

namespace cityhall {

/// 32 raw bytes.
std::string sha256(std::string_view data);
/// 64 lower-case hex digits.
std::string sha256_hex(std::string_view data);
/// 32 raw bytes.
std::string hmac_sha256(std::string_view key, std::string_view data);
std::string to_hex(std::string_view bytes);
/// RFC 4648 section 5, without padding.
std::string base64url(std::string_view bytes);
std::optional<std::string> from_base64url(std::string_view text);
std::string base64(std::string_view bytes);
/// In constant time for equal lengths.
bool equal_secrets(std::string_view a, std::string_view b);

/// argon2id with the parameters in the string itself; takes about 14 ms of CPU, so it belongs on the password threads.
std::string hash_password(std::string_view password);
bool verify_password(std::string_view hash, std::string_view password);

}  // namespace cityhall
