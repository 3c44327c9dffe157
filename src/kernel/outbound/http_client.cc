#include "kernel/outbound/http_client.h"

#include <algorithm>
#include <array>
#include <arpa/inet.h>
#include <memory>
#include <sys/socket.h>
#include <unistd.h>

#include <curl/curl.h>

#include "base/refusal.h"
#include "base/text.h"
#include "kernel/city.h"
#include "kernel/settings.h"

namespace cityhall {
namespace {

constexpr std::size_t header_bytes_max = 64U * 1024;

struct Deleter {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
  void operator()(CURLU* url) const { curl_url_cleanup(url); }
};

struct Exchange {
  OutboundRequest const& request;
  Reach reach;
  OutboundAnswer answer{};
  std::size_t header_bytes = 0;
  bool refused_address = false;
  bool too_much = false;
};

std::string text_of(sockaddr const& address) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  void const* const bytes = address.sa_family == AF_INET ? static_cast<void const*>(&reinterpret_cast<sockaddr_in const&>(address).sin_addr)
                                                         : &reinterpret_cast<sockaddr_in6 const&>(address).sin6_addr;
  if (::inet_ntop(address.sa_family, bytes, text.data(), text.size()) == nullptr) return {};
  return text.data();
}

// Called with the very address that is about to be connected to, so no second look-up can name another one (DNS rebinding).
curl_socket_t open_socket(void* context, curlsocktype, curl_sockaddr* target) {
  auto& exchange = *static_cast<Exchange*>(context);
  auto const known = target->family == AF_INET || target->family == AF_INET6;
  if (exchange.reach == Reach::public_only && !(known && is_public_address(text_of(target->addr)))) {
    exchange.refused_address = true;
    return CURL_SOCKET_BAD;
  }
  return ::socket(target->family, target->socktype | SOCK_CLOEXEC, target->protocol);
}

std::size_t take_body(char* data, std::size_t size, std::size_t count, void* context) {
  auto& exchange = *static_cast<Exchange*>(context);
  auto const length = size * count;
  if (exchange.answer.body.size() + length > exchange.request.answer_bytes_max) {
    exchange.too_much = true;
    return 0;
  }
  exchange.answer.body.append(data, length);
  return length;
}

std::size_t take_header(char* data, std::size_t size, std::size_t count, void* context) {
  auto& exchange = *static_cast<Exchange*>(context);
  std::string_view const line{data, size * count};
  exchange.header_bytes += line.size();
  if (exchange.header_bytes > header_bytes_max) {
    exchange.too_much = true;
    return 0;
  }
  auto const colon = line.find(':');
  if (colon != std::string_view::npos) exchange.answer.headers[to_lower_ascii(line.substr(0, colon))] = trim(line.substr(colon + 1));
  return line.size();
}

Refusal bad_url() {
  return invalid("outbound.url", _("This is not an address that we can call."),
      _("Write http:// or https:// and a host, without user name and password."));
}

void check_url(std::string const& url) {
  std::unique_ptr<CURLU, Deleter> const parsed{curl_url()};
  if (!parsed || url.size() > 2048 || curl_url_set(parsed.get(), CURLUPART_URL, url.c_str(), 0) != CURLUE_OK) throw bad_url();
  auto const part = [&](CURLUPart which) {
    char* text = nullptr;
    if (curl_url_get(parsed.get(), which, &text, 0) != CURLUE_OK || text == nullptr) return std::string{};
    std::string copy{text};
    curl_free(text);
    return copy;
  };
  auto const scheme = part(CURLUPART_SCHEME);
  if ((scheme != "http" && scheme != "https") || !part(CURLUPART_USER).empty() || !part(CURLUPART_PASSWORD).empty()) throw bad_url();
}

std::unique_ptr<curl_slist, Deleter> header_list(OutboundRequest const& request) {
  // Never wait for "100 Continue", never send a type that nobody chose.
  auto* list = curl_slist_append(nullptr, "Expect:");
  for (auto const& header : request.headers) {
    if (header.find_first_of("\r\n") != std::string::npos) continue;
    list = curl_slist_append(list, header.c_str());
  }
  return std::unique_ptr<curl_slist, Deleter>{list};
}

[[noreturn]] void give_up(CURLcode code, Exchange const& exchange) {
  if (exchange.refused_address)
    throw invalid("outbound.address", _("This address belongs to a private network."), _("Give an address of the public internet."));
  if (exchange.too_much) throw unavailable("outbound.too_much", _("The other server answers with too much."));
  if (code == CURLE_OPERATION_TIMEDOUT) throw unavailable("outbound.too_slow", _("The other server takes too long to answer."));
  // The server may have done what it was asked: whoever sends something that must not happen twice needs to know.
  bool const reached = code == CURLE_GOT_NOTHING || code == CURLE_RECV_ERROR || code == CURLE_SEND_ERROR || code == CURLE_PARTIAL_FILE;
  if (reached)
    throw unavailable("outbound.broken", _("The other server broke off: {cause}").with("cause", curl_easy_strerror(code)));
  throw unavailable("outbound.away", _("The other server cannot be reached: {cause}").with("cause", curl_easy_strerror(code)));
}

template <class Value>
void set(CURL* curl, CURLoption option, Value value) {
  curl_easy_setopt(curl, option, value);
}

void prepare(CURL* curl, Exchange& exchange) {
  auto const& request = exchange.request;
  set(curl, CURLOPT_URL, request.url.c_str());
  set(curl, CURLOPT_PROTOCOLS_STR, "http,https");
  set(curl, CURLOPT_PROXY, "");
  set(curl, CURLOPT_FOLLOWLOCATION, 0L);
  set(curl, CURLOPT_NOSIGNAL, 1L);
  set(curl, CURLOPT_USERAGENT, "Cityhall");
  set(curl, CURLOPT_TIMEOUT_MS, static_cast<long>(request.time_max.count()));
  set(curl, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(std::min<std::chrono::milliseconds::rep>(request.time_max.count(), 5000)));
  set(curl, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  set(curl, CURLOPT_OPENSOCKETFUNCTION, open_socket);
  set(curl, CURLOPT_OPENSOCKETDATA, &exchange);
  set(curl, CURLOPT_WRITEFUNCTION, take_body);
  set(curl, CURLOPT_WRITEDATA, &exchange);
  set(curl, CURLOPT_HEADERFUNCTION, take_header);
  set(curl, CURLOPT_HEADERDATA, &exchange);
  if (request.method == "HEAD") set(curl, CURLOPT_NOBODY, 1L);
  if (request.method != "GET" && request.method != "HEAD") {
    set(curl, CURLOPT_POSTFIELDS, request.body.c_str());
    set(curl, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
  }
  set(curl, CURLOPT_CUSTOMREQUEST, request.method.c_str());
}

}  // namespace

Reach reach_of(City const& city) { return city.settings.get()->outbound_everywhere ? Reach::everywhere : Reach::public_only; }

OutboundAnswer send(OutboundRequest const& request, Reach reach) {
  check_url(request.url);
  std::unique_ptr<CURL, Deleter> const curl{curl_easy_init()};
  if (!curl) throw unavailable("outbound.client", _("The client for other servers cannot start."));
  Exchange exchange{request, reach};
  prepare(curl.get(), exchange);
  auto const headers = header_list(request);
  set(curl.get(), CURLOPT_HTTPHEADER, headers.get());
  auto const code = curl_easy_perform(curl.get());
  if (code != CURLE_OK) give_up(code, exchange);
  long status = 0;
  curl_easy_getinfo(curl.get(), CURLINFO_RESPONSE_CODE, &status);
  exchange.answer.status = static_cast<int>(status);
  return std::move(exchange.answer);
}

}  // namespace cityhall
