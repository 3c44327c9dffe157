#include "base/crypto.h"

#include <array>
#include <cstring>
#include <new>

#include <sodium.h>

#include "base/hmac_key.h"

namespace cityhall {
namespace {

unsigned char const* bytes_of(std::string_view text) { return reinterpret_cast<unsigned char const*>(text.data()); }
unsigned char* bytes_of(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

std::string encode(std::string_view bytes, int variant) {
  std::string out(sodium_base64_encoded_len(bytes.size(), variant), '\0');
  sodium_bin2base64(out.data(), out.size(), bytes_of(bytes), bytes.size(), variant);
  out.resize(out.size() - 1);  // its terminating zero
  return out;
}

// OWASP Password Storage Cheat Sheet: argon2id, 19 MiB, 2 iterations, parallelism 1.
constexpr std::size_t argon2_memory_bytes = 19U * 1024 * 1024;
constexpr unsigned long long argon2_iterations = 2;

/// The library wants an address even for no bytes at all.
char const* never_null(std::string_view text) { return text.empty() ? "" : text.data(); }

}  // namespace

std::string sha256(std::string_view data) {
  std::string out(crypto_hash_sha256_BYTES, '\0');
  crypto_hash_sha256(bytes_of(out), bytes_of(data), data.size());
  return out;
}
std::string sha256_hex(std::string_view data) { return to_hex(sha256(data)); }

// RFC 2104 over libsodium: OpenSSL 3 looks its algorithm up anew for each call, which costs more than the hash.
std::string hmac_sha256(std::string_view key, std::string_view data) { return HmacKey{key}.sign(data); }

HmacKey::HmacKey(std::string_view key) {
  static_assert(sizeof(crypto_auth_hmacsha256_state) == sizeof(state_));
  crypto_auth_hmacsha256_state state;
  crypto_auth_hmacsha256_init(&state, bytes_of(key), key.size());
  std::memcpy(state_.data(), &state, sizeof state);
}

std::string HmacKey::sign(std::string_view data) const {
  crypto_auth_hmacsha256_state state;
  std::memcpy(&state, state_.data(), sizeof state);
  std::string out(crypto_auth_hmacsha256_BYTES, '\0');
  crypto_auth_hmacsha256_update(&state, bytes_of(data), data.size());
  crypto_auth_hmacsha256_final(&state, bytes_of(out));
  return out;
}

std::string to_hex(std::string_view bytes) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string out;
  out.reserve(bytes.size() * 2);
  for (char const c : bytes) {
    out += digits[static_cast<unsigned char>(c) >> 4U];
    out += digits[static_cast<unsigned char>(c) & 15U];
  }
  return out;
}

std::string base64url(std::string_view bytes) { return encode(bytes, sodium_base64_VARIANT_URLSAFE_NO_PADDING); }
std::string base64(std::string_view bytes) { return encode(bytes, sodium_base64_VARIANT_ORIGINAL); }

std::optional<std::string> from_base64url(std::string_view text) {
  std::string out(text.size(), '\0');
  std::size_t length = 0;
  if (sodium_base642bin(bytes_of(out), out.size(), text.data(), text.size(), nullptr, &length, nullptr,
                        sodium_base64_VARIANT_URLSAFE_NO_PADDING) != 0)
    return {};
  out.resize(length);
  return out;
}

bool equal_secrets(std::string_view a, std::string_view b) {
  return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

std::string hash_password(std::string_view password) {
  std::array<char, crypto_pwhash_STRBYTES> hash{};
  auto const done = crypto_pwhash_str(hash.data(), never_null(password), password.size(), argon2_iterations, argon2_memory_bytes);
  if (done != 0) throw std::bad_alloc{};
  return hash.data();
}

bool verify_password(std::string_view hash, std::string_view password) {
  return crypto_pwhash_str_verify(std::string{hash}.c_str(), never_null(password), password.size()) == 0;
}

}  // namespace cityhall
