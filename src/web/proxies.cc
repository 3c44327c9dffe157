#include "web/proxies.h"

#include <algorithm>
#include <charconv>
#include <cstring>
#include <optional>

#include <arpa/inet.h>

#include "base/refusal.h"
#include "base/text.h"

namespace cityhall::web {
namespace {

using AddressBytes = std::array<std::uint8_t, 16>;

/// IPv4 as IPv4-mapped IPv6, so that one comparison serves both.
std::optional<AddressBytes> parse_address(std::string_view text) {
  std::string const copy{text};
  AddressBytes bytes{};
  if (::inet_pton(AF_INET6, copy.c_str(), bytes.data()) == 1) return bytes;
  bytes = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF, 0, 0, 0, 0};
  if (::inet_pton(AF_INET, copy.c_str(), bytes.data() + 12) == 1) return bytes;
  return {};
}

bool is_ipv4(AddressBytes const& bytes) {
  constexpr std::array<std::uint8_t, 12> mapped{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};
  return std::equal(mapped.begin(), mapped.end(), bytes.begin());
}

std::string text_of(AddressBytes const& bytes) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  if (is_ipv4(bytes)) ::inet_ntop(AF_INET, bytes.data() + 12, text.data(), text.size());
  else ::inet_ntop(AF_INET6, bytes.data(), text.data(), text.size());
  return text.data();
}

/// One spelling for each address; what is none stays as it is.
std::string one_spelling(std::string_view address) {
  auto const bytes = address.find(':') == std::string_view::npos ? std::nullopt : parse_address(address);
  return bytes ? text_of(*bytes) : std::string{address};
}

/// -1 when it is no number.
int parse_bits(std::string_view text) {
  int bits = 0;
  auto const [end, fault] = std::from_chars(text.data(), text.data() + text.size(), bits);
  return fault == std::errc{} && end == text.data() + text.size() ? bits : -1;
}

bool equal_bits(AddressBytes const& a, AddressBytes const& b, int bits) {
  auto const whole = static_cast<std::size_t>(bits / 8);
  if (std::memcmp(a.data(), b.data(), whole) != 0) return false;
  auto const rest = bits % 8;
  return rest == 0 || (a.at(whole) >> (8 - rest)) == (b.at(whole) >> (8 - rest));
}

}  // namespace

AddressSet::AddressSet(std::vector<std::string> const& entries) {
  for (auto const& entry : entries) {
    auto const slash = std::min(entry.find('/'), entry.size());
    auto const address = parse_address(std::string_view{entry}.substr(0, slash));
    int const most = entry.find(':') == std::string::npos ? 32 : 128;
    auto const bits = slash == entry.size() ? most : parse_bits(std::string_view{entry}.substr(slash + 1));
    if (!address || bits < 0 || bits > most)
      throw invalid("address.malformed", _("\"{entry}\" is no address or block of addresses.").with("entry", entry),
                    _("Write it like 10.0.0.0/8 or 192.0.2.7."));
    blocks_.push_back({*address, bits + 128 - most});
  }
}

bool AddressSet::contains(std::string_view address) const {
  auto const bytes = parse_address(address);
  return bytes &&
         std::any_of(blocks_.begin(), blocks_.end(), [&](Block const& block) { return equal_bits(block.bytes, *bytes, block.bits); });
}

std::string network_of(std::string_view address) {
  auto bytes = address.find(':') == std::string_view::npos ? std::nullopt : parse_address(address);
  if (!bytes || is_ipv4(*bytes)) return bytes ? text_of(*bytes) : std::string{address};
  std::fill(bytes->begin() + 8, bytes->end(), std::uint8_t{0});
  return text_of(*bytes);
}

void set_client(Request& request, std::string_view peer, AddressSet const& trusted) {
  request.remote_address = one_spelling(peer);
  if (!trusted.contains(peer)) return;
  auto const protocols = request.headers.all("x-forwarded-proto");
  request.secure = !protocols.empty() && equals_ignoring_case(trim(protocols.back()), "https");
  std::vector<std::string_view> hops;
  for (auto const line : request.headers.all("x-forwarded-for"))
    for (auto const hop : split(line, ',')) hops.push_back(trim(hop));
  for (auto hop = hops.rbegin(); hop != hops.rend(); ++hop) {
    if (!parse_address(*hop)) return;  // what stands left of nonsense cannot be believed
    request.remote_address = one_spelling(*hop);
    if (!trusted.contains(*hop)) return;
  }
}

}  // namespace cityhall::web
