#pragma once
// Seals what the program must read again (mail password, TOTP secrets) with a key that is not in the database, so that a stolen backup
// of the database alone opens nothing. libsodium secretbox (XSalsa20-Poly1305).

#include <filesystem>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "base/hmac_key.h"
#include "base/random.h"

namespace cityhall {

class Secrets {
 public:
  /// Reads `folder/secret.key`, or makes it with mode 0600. Throws Refusal(unavailable, "secret_key.…").
  Secrets(std::filesystem::path const& folder, Random& random);

  /// base64url of nonce and box.
  std::string seal(std::string_view plain) const;
  /// Nothing when it was sealed with another key or changed.
  std::optional<std::string> open(std::string_view sealed) const;
  /// base64url HMAC-SHA256 under a key of its own for each purpose: CSRF tokens, signed file addresses, mailed codes.
  std::string sign(std::string_view purpose, std::string_view text) const;

 private:
  HmacKey const& key_for(std::string_view purpose) const;

  std::string key_;
  Random& random_;
  mutable std::mutex mutex_;
  mutable std::map<std::string, HmacKey, std::less<>> purposes_;  // a handful, made when first used
};

}  // namespace cityhall
