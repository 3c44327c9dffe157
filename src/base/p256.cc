#include "base/p256.h"

#include <array>
#include <memory>
#include <stdexcept>

#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>

namespace cityhall {
namespace {

constexpr std::size_t number_bytes = 32;
constexpr std::size_t point_bytes = 65;
constexpr std::size_t tag_bytes = 16;

struct FreeSsl {
  void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
  void operator()(EVP_PKEY_CTX* context) const { EVP_PKEY_CTX_free(context); }
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
  void operator()(EVP_CIPHER_CTX* context) const { EVP_CIPHER_CTX_free(context); }
  void operator()(BIGNUM* number) const { BN_clear_free(number); }
  void operator()(ECDSA_SIG* signature) const { ECDSA_SIG_free(signature); }
  void operator()(OSSL_PARAM_BLD* builder) const { OSSL_PARAM_BLD_free(builder); }
  void operator()(OSSL_PARAM* parameters) const { OSSL_PARAM_free(parameters); }
};
template <class T>
using Held = std::unique_ptr<T, FreeSsl>;

unsigned char const* raw(std::string_view text) { return reinterpret_cast<unsigned char const*>(text.data()); }
unsigned char* raw(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

void must(bool fine) {
  if (!fine) throw std::runtime_error{"OpenSSL cannot work with P-256 or AES-128-GCM"};
}

/// Null when the point is none of the curve's. `secret` may be empty.
Held<EVP_PKEY> key_of(std::string_view secret, std::string_view point) {
  if (point.size() != point_bytes) return nullptr;
  Held<BIGNUM> const number{secret.empty() ? nullptr : BN_bin2bn(raw(secret), static_cast<int>(secret.size()), nullptr)};
  Held<OSSL_PARAM_BLD> const builder{OSSL_PARAM_BLD_new()};
  must(builder && OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, "prime256v1", 0) == 1);
  must(OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(), point.size()) == 1);
  if (number) must(OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_PRIV_KEY, number.get()) == 1);
  Held<OSSL_PARAM> const parameters{OSSL_PARAM_BLD_to_param(builder.get())};
  Held<EVP_PKEY_CTX> const context{EVP_PKEY_CTX_new_from_name(nullptr, "EC", nullptr)};
  must(parameters && context && EVP_PKEY_fromdata_init(context.get()) == 1);
  EVP_PKEY* key = nullptr;
  auto const kind = number ? EVP_PKEY_KEYPAIR : EVP_PKEY_PUBLIC_KEY;
  if (EVP_PKEY_fromdata(context.get(), &key, kind, parameters.get()) != 1) return nullptr;
  return Held<EVP_PKEY>{key};
}

std::string der_of(std::string_view signature) {
  Held<ECDSA_SIG> const parts{ECDSA_SIG_new()};
  must(parts && ECDSA_SIG_set0(parts.get(), BN_bin2bn(raw(signature), number_bytes, nullptr),
                               BN_bin2bn(raw(signature.substr(number_bytes)), number_bytes, nullptr)) == 1);
  std::string der(static_cast<std::size_t>(i2d_ECDSA_SIG(parts.get(), nullptr)), '\0');
  auto* out = raw(der);
  i2d_ECDSA_SIG(parts.get(), &out);
  return der;
}

std::string plain_signature(std::string_view der) {
  auto const* in = raw(der);
  Held<ECDSA_SIG> const parts{d2i_ECDSA_SIG(nullptr, &in, static_cast<long>(der.size()))};
  must(parts != nullptr);
  std::string out(2 * number_bytes, '\0');
  must(BN_bn2binpad(ECDSA_SIG_get0_r(parts.get()), raw(out), number_bytes) == static_cast<int>(number_bytes));
  must(BN_bn2binpad(ECDSA_SIG_get0_s(parts.get()), raw(out) + number_bytes, number_bytes) == static_cast<int>(number_bytes));
  return out;
}

}  // namespace

P256Key make_p256_key() {
  Held<EVP_PKEY> const made{EVP_EC_gen("prime256v1")};
  must(made != nullptr);
  BIGNUM* number = nullptr;
  must(EVP_PKEY_get_bn_param(made.get(), OSSL_PKEY_PARAM_PRIV_KEY, &number) == 1);
  Held<BIGNUM> const secret{number};
  P256Key key{.secret = std::string(number_bytes, '\0'), .point = std::string(point_bytes, '\0')};
  must(BN_bn2binpad(secret.get(), raw(key.secret), number_bytes) == static_cast<int>(number_bytes));
  std::size_t length = 0;
  must(EVP_PKEY_get_octet_string_param(made.get(), OSSL_PKEY_PARAM_PUB_KEY, raw(key.point), key.point.size(), &length) == 1);
  must(length == point_bytes);
  return key;
}

std::optional<std::string> p256_agree(P256Key const& mine, std::string_view point) {
  auto const own = key_of(mine.secret, mine.point);
  auto const other = key_of({}, point);
  must(own != nullptr);
  if (!other) return {};
  Held<EVP_PKEY_CTX> const context{EVP_PKEY_CTX_new(own.get(), nullptr)};
  must(context && EVP_PKEY_derive_init(context.get()) == 1);
  if (EVP_PKEY_derive_set_peer(context.get(), other.get()) != 1) return {};
  std::string shared(number_bytes, '\0');
  std::size_t length = shared.size();
  must(EVP_PKEY_derive(context.get(), raw(shared), &length) == 1 && length == number_bytes);
  return shared;
}

std::string p256_sign(P256Key const& key, std::string_view text) {
  auto const own = key_of(key.secret, key.point);
  Held<EVP_MD_CTX> const context{EVP_MD_CTX_new()};
  must(own && context && EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, own.get()) == 1);
  std::size_t length = 0;
  must(EVP_DigestSign(context.get(), nullptr, &length, raw(text), text.size()) == 1);
  std::string der(length, '\0');
  must(EVP_DigestSign(context.get(), raw(der), &length, raw(text), text.size()) == 1);
  return plain_signature(std::string_view{der}.substr(0, length));
}

bool p256_verify(std::string_view point, std::string_view text, std::string_view signature) {
  auto const key = key_of({}, point);
  if (!key || signature.size() != 2 * number_bytes) return false;
  auto const der = der_of(signature);
  Held<EVP_MD_CTX> const context{EVP_MD_CTX_new()};
  must(context && EVP_DigestVerifyInit(context.get(), nullptr, EVP_sha256(), nullptr, key.get()) == 1);
  return EVP_DigestVerify(context.get(), raw(der), der.size(), raw(text), text.size()) == 1;
}

std::string aes128_gcm(std::string_view key, std::string_view nonce, std::string_view plain) {
  Held<EVP_CIPHER_CTX> const context{EVP_CIPHER_CTX_new()};
  must(context && key.size() == 16 && nonce.size() == 12);
  must(EVP_EncryptInit_ex(context.get(), EVP_aes_128_gcm(), nullptr, raw(key), raw(nonce)) == 1);
  std::string out(plain.size() + tag_bytes, '\0');
  int length = 0;
  must(EVP_EncryptUpdate(context.get(), raw(out), &length, raw(plain), static_cast<int>(plain.size())) == 1);
  must(EVP_EncryptFinal_ex(context.get(), raw(out) + length, &length) == 1);
  must(EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_GET_TAG, tag_bytes, raw(out) + plain.size()) == 1);
  return out;
}

}  // namespace cityhall
