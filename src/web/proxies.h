#pragma once
// Whom a request comes from when proxies stand in front.

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "web/request.h"

namespace cityhall::web {

/// Addresses and CIDR blocks, IPv4 and IPv6.
class AddressSet {
 public:
  /// Throws Refusal(invalid, "address.malformed") naming the entry.
  explicit AddressSet(std::vector<std::string> const& entries);
  bool contains(std::string_view address) const;

 private:
  struct Block {
    std::array<std::uint8_t, 16> bytes;
    int bits;
  };
  std::vector<Block> blocks_;
};

/// What limits count by: an IPv4 address, or the /64 of an IPv6 one, in which a household has every address.
std::string network_of(std::string_view address);

/// Sets remote_address and secure. Forwarded headers count only when the peer is trusted; of X-Forwarded-For the rightmost address that is
/// no trusted proxy is the client.
void set_client(Request& request, std::string_view peer, AddressSet const& trusted);

}  // namespace cityhall::web
