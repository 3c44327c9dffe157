#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <cstdint>
#include <string>

#include "kernel/outbound/http_client.h"

namespace cityhall {
namespace {

struct Net4 {
  std::uint32_t first;
  unsigned bits;
};

// IANA IPv4 Special-Purpose Address Registry, multicast and class E.
constexpr std::array<Net4, 16> not_public4{{{0x00000000, 8},  {0x0a000000, 8},  {0x64400000, 10}, {0x7f000000, 8},  {0xa9fe0000, 16},
    {0xac100000, 12},
                                            {0xc0000000, 24}, {0xc0000200, 24}, {0xc0586300, 24}, {0xc0a80000, 16}, {0xc6120000, 15},
                                                {0xc6336400, 24},
                                            {0xcb007100, 24}, {0xe0000000, 4},  {0xf0000000, 4},  {0xffffffff, 32}}};

bool is_public4(std::uint32_t address) {
  return std::none_of(not_public4.begin(), not_public4.end(),
      [&](Net4 net) { return (address >> (32 - net.bits)) == (net.first >> (32 - net.bits)); });
}

using Bytes6 = std::array<std::uint8_t, 16>;

std::uint32_t last4(Bytes6 const& b, std::size_t at) {
  return (std::uint32_t{b[at]} << 24U) | (std::uint32_t{b[at + 1]} << 16U) | (std::uint32_t{b[at + 2]} << 8U) | b[at + 3];
}

bool begins(Bytes6 const& bytes, std::initializer_list<std::uint8_t> prefix) { return std::equal(prefix.begin(), prefix.end(),
    bytes.begin()); }

// IANA IPv6 Special-Purpose Address Registry: only global unicast 2000::/3 is reachable, less what is set apart inside it.
bool is_public6(Bytes6 const& b) {
  if (begins(b, {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff})) return is_public4(last4(b, 12));
  if ((b[0] & 0xe0U) != 0x20U) return false;
  if (begins(b, {0x20, 0x01}) && b[2] < 2) return false;      // 2001::/23: Teredo, ORCHID, benchmarks
  if (begins(b, {0x20, 0x01, 0x0d, 0xb8})) return false;      // documentation
  if (begins(b, {0x3f, 0xff}) && b[2] < 0x10) return false;   // documentation
  if (begins(b, {0x20, 0x02})) return is_public4(last4(b, 2));  // 6to4: the IPv4 address inside
  return true;
}

}  // namespace

bool is_public_address(std::string_view address) {
  std::string const text{address};
  in_addr v4{};
  if (::inet_pton(AF_INET, text.c_str(), &v4) == 1) return is_public4(ntohl(v4.s_addr));
  Bytes6 v6{};
  return ::inet_pton(AF_INET6, text.c_str(), v6.data()) == 1 && is_public6(v6);
}

}  // namespace cityhall
