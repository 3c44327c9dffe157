#pragma once
// hmac_sha256 under a key that is prepared once: half the work for each text.

#include <array>
#include <string>
#include <string_view>

namespace cityhall {

class HmacKey {
 public:
  explicit HmacKey(std::string_view key);
  /// 32 raw bytes: the same as hmac_sha256(key, data).
  std::string sign(std::string_view data) const;

 private:
  alignas(16) std::array<unsigned char, 208> state_{};  // libsodium's, whose header stays out of ours
};

}  // namespace cityhall
