#include <fcntl.h>
#include <netdb.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <memory>

#include "base/refusal.h"
#include "kernel/city.h"
#include "kernel/health/health.h"
#include "kernel/outbound/http_client.h"

namespace cityhall {
namespace {

constexpr int patience_ms = 3000;

struct HostAndPort {
  std::string host, port;
};

HostAndPort host_of(std::string const& url) {
  auto const begin = url.find("://") == std::string::npos ? 0 : url.find("://") + 3;
  auto rest = url.substr(begin, url.find('/', begin) - begin);
  auto const port = url.starts_with("smtps:") ? "465" : "25";
  if (rest.starts_with('[')) {
    auto const end = rest.find(']');
    return {rest.substr(1, end - 1), end + 2 < rest.size() ? rest.substr(end + 2) : port};
  }
  auto const colon = rest.rfind(':');
  return colon == std::string::npos ? HostAndPort{rest, port} : HostAndPort{rest.substr(0, colon), rest.substr(colon + 1)};
}

bool connects(addrinfo const& to) {
  auto const socket = ::socket(to.ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (socket < 0) return false;
  auto good = ::connect(socket, to.ai_addr, to.ai_addrlen) == 0;
  if (!good && errno == EINPROGRESS) {
    pollfd waiting{.fd = socket, .events = POLLOUT, .revents = 0};
    int error = 1;
    socklen_t size = sizeof error;
    good = ::poll(&waiting, 1, patience_ms) == 1 && ::getsockopt(socket, SOL_SOCKET, SO_ERROR, &error, &size) == 0 && error == 0;
  }
  ::close(socket);
  return good;
}

void look_at_own_address(Settings const& settings, std::vector<Finding>& findings) {
  try {
    auto const answer = send({.url = settings.base_url + "/health", .time_max = std::chrono::milliseconds{patience_ms}}, Reach::everywhere);
    if (answer.status == 200) findings.push_back({Health::good, _("The site answers at {url}.").with("url", settings.base_url)});
    else
      findings.push_back(
          {Health::bad,
           _("At {url} something answers {status}.").with("url", settings.base_url).with("status", std::to_string(answer.status)),
           _("Check the address of this site in the settings, and the proxy before this program.")});
  } catch (Refusal const& refusal) {
    findings.push_back(
        {Health::bad,
         _("The site does not answer at {url}: {cause}").with("url", settings.base_url).with("cause", in_english(refusal.message)),
         _("Check the address of this site in the settings, its name server and its certificate.")});
  }
}

}  // namespace

bool accepts_connections(std::string const& url) {
  auto const address = host_of(url);
  addrinfo const wanted{.ai_flags = 0,
                        .ai_family = AF_UNSPEC,
                        .ai_socktype = SOCK_STREAM,
                        .ai_protocol = 0,
                        .ai_addrlen = 0,
                        .ai_addr = nullptr,
                        .ai_canonname = nullptr,
                        .ai_next = nullptr};
  addrinfo* found = nullptr;
  if (::getaddrinfo(address.host.c_str(), address.port.c_str(), &wanted, &found) != 0) return false;
  std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)> const list{found, ::freeaddrinfo};
  for (auto const* each = list.get(); each != nullptr; each = each->ai_next)
    if (connects(*each)) return true;
  return false;
}

std::vector<Finding> examine_connections(City& city) {
  std::vector<Finding> findings;
  auto const settings = city.settings.get();
  auto const& mail = settings->mail.smtp_url;
  if (!mail.empty() && accepts_connections(mail))
    findings.push_back({Health::good, _("The mail server {url} accepts connections.").with("url", mail)});
  else if (!mail.empty())
    findings.push_back({Health::bad, _("The mail server {url} cannot be reached; mail waits.").with("url", mail),
                        _("Check its name and port in the settings, and whether a firewall is between.")});
  look_at_own_address(*settings, findings);
  return findings;
}

}  // namespace cityhall
