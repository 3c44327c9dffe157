#pragma once
// The one way out to other web servers. It resolves the name, refuses addresses that are not public, and connects to the address that
// it checked.

#include <chrono>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace cityhall {

class City;

struct OutboundRequest {
  std::string method = "GET";
  std::string url;                               // http or https only
  std::vector<std::string> headers{};            // "Name: value"
  std::string body{};
  std::chrono::milliseconds time_max{10'000};
  std::size_t answer_bytes_max = 1U << 20;
};

struct OutboundAnswer {
  int status = 0;
  std::map<std::string, std::string> headers;  // names in lower case
  std::string body;
};

enum class Reach {
  public_only,  // refuses loopback, private, link-local, multicast, metadata …
  everywhere,   // for tests, and a city whose own services are inside
};

/// As the city's setting "outbound_everywhere" says.
Reach reach_of(City const& city);

/// Any thread. No redirects, no proxies from the environment. Throws Refusal: invalid "outbound.…" for a URL or address that it may
/// not call, unavailable "outbound.…" when the server is away, too slow or answers too much.
OutboundAnswer send(OutboundRequest const& request, Reach reach = Reach::public_only);

/// True for addresses of the public internet; IPv4 or IPv6 text, also IPv4 inside IPv6.
bool is_public_address(std::string_view address);

}  // namespace cityhall
